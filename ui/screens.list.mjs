/**
 * Every screen, and the way to it over the library in memory: pictures are taken of them (screens.mjs), and axe looks at
 * them (axe.mjs). A place of the bar stands in the list by itself; anything else that is new is added here.
 */

export const SMALL = { width: 1280, height: 800 };
export const LARGE = { width: 1920, height: 1080 };
const HUGE = { width: 3840, height: 2160 };
/** What a 1280-pixel window has left when everything is shown at 200 %. */
export const TWICE = { width: 640, height: 400 };

/** Beside the authority's platform, and the same with everything shown at 200 %. */
const BESIDE = { width: 400, height: 900 };
const BESIDE_TWICE = { width: 200, height: 450 };

/** The drafts in the order in which the library in memory lists them. */
const DRAFTS = ["in-house", "half", "wrong", "studio", "empty", "overfull"];

const home = (state = "") => ({ query: state && `?library=${state}` });
const section = (draft, number, scroll = 0) => ({ draft, section: number, scroll });
const step = (draft, number) => ({ draft, step: number });
/** Buttons by their names, or what is typed, chosen or checked where, one after the other. */
const then = (way, ...press) => ({ ...way, press });
const FILED = ["更多操作", "提交与退回…", "将当前内容记为已提交"];

const SCREENS = [
  ["home", SMALL, "light", home()],
  ["home-dark", SMALL, "dark", home()],
  ["home-first-time", SMALL, "light", home("empty")],
  ["home-first-time-dark", LARGE, "dark", home("empty")],
  ["first-narrowed", SMALL, "dark", { ...home("empty"), check: "提名科学技术奖励" }],
  ["first-lapsed", LARGE, "light", then(home("empty"), /^直播电商基地/)],
  [
    "first-later",
    SMALL,
    "light",
    then(home(), "选择申报事项", { label: "预计的申报日期", text: "2029-01-01" }),
  ],
  ["first-none", SMALL, "light", then(home(), "选择申报事项", { check: /^个人/ }, { check: /^已经认定/ })],
  ["first-text-200", TWICE, "light", home("empty")],
  ["help-dark", LARGE, "dark", then(home(), "规定与帮助", "上海市科学技术奖提名")],
  ["help-manual", SMALL, "light", { ...then(home(), "规定与帮助"), tab: "使用说明" }],
  ["help-manual-dark", LARGE, "dark", { ...then(home(), "规定与帮助"), tab: "使用说明" }],
  ["help-found", SMALL, "dark", then(home(), "规定与帮助", { label: "查找规定和说明", text: "运营" })],
  ["help-text-200", TWICE, "light", then(home(), "规定与帮助")],
  ["fill-rules", SMALL, "light", then(section("half", 4), /^为什么.*设计团队 30 人/, "查看本表的全部条件")],
  [
    "fill-rules-dark",
    LARGE,
    "dark",
    then(section("half", 4), /^为什么.*设计团队 30 人/, "查看本表的全部条件"),
  ],
  ["first-own-pack", SMALL, "light", then(home("own"), "选择申报事项", /非官方/)],
  ["first-own-pack-dark", LARGE, "dark", then(home("own"), "选择申报事项", /非官方/)],
  ["help-own-pack", SMALL, "light", then(home("own"), "规定与帮助", /非官方/)],
  ["home-own-pack", SMALL, "light", then(home("own"), "新建申报")],
  ["library-own-packs", SMALL, "light", then(home("own"), "资料库")],
  ["library-own-packs-dark", LARGE, "dark", then(home("own"), "资料库")],
  ["home-many", SMALL, "light", home("many")],
  ["home-many-dark", LARGE, "dark", home("many")],
  ["passphrase", SMALL, "light", home("new")],
  ["library-failed", SMALL, "light", home("failed")],
  ["recovery-due", SMALL, "light", home("recovery")],
  ["recovery-due-text-200", TWICE, "dark", home("recovery")],
  ["recovery-key", SMALL, "light", then(home("recovery"), "现在抄存")],
  ["fill-empty", SMALL, "light", section("empty", 1)],
  ["fill-half", SMALL, "light", section("half", 4)],
  ["fill-half-dark", SMALL, "dark", section("half", 4)],
  ["fill-why", SMALL, "light", then(section("half", 4), /^为什么.*设计团队 30 人/)],
  ["fill-why-dark", LARGE, "dark", then(section("wrong", 4), /^为什么.*设计团队 30 人/)],
  ["fill-wrong-table", LARGE, "light", section("wrong", 5, 400)],
  ["fill-years", SMALL, "light", section("in-house", 3)],
  ["fill-declarations", SMALL, "light", section("half", 9)],
  ["fill-long-table", LARGE, "dark", section("overfull", 7, 400)],
  [
    "table-sorted",
    SMALL,
    "light",
    then(section("overfull", 7, 300), { label: /^筛选知识产权清单/, text: "装置 19" }, /^名称/),
  ],
  ["table-wrong", SMALL, "light", { ...section("wrong", 5, 300), check: /^只看有问题的行/ }],
  ["table-wrong-dark", LARGE, "dark", { ...section("wrong", 5, 300), check: /^只看有问题的行/ }],
  [
    "import-wrong",
    SMALL,
    "light",
    { ...then(section("half", 5), /^导入到/, /^从 Excel/), check: "只看有问题的行" },
  ],
  ["import", SMALL, "light", then(section("half", 5), /^导入到/, /^从 Excel/)],
  ["import-dark", LARGE, "dark", then(section("half", 7), /^导入到/, /^从 Excel/)],
  ["import-paste", SMALL, "light", then(section("half", 5), /^导入到/, "粘贴表格内容")],
  ["fill-long-text", SMALL, "light", section("overfull", 8)],
  ["fill-files", SMALL, "light", section("half", 11)],
  ["fill-text-200", TWICE, "light", section("half", 1)],
  ["review-text-200", TWICE, "light", step("half", 2)],
  ["pictures-text-200", TWICE, "dark", { ...step("half", 2), tab: "图表和进程" }],
  ["what-if-text-200", TWICE, "light", then(section("half", 4), /^试算/)],
  ["generate-text-200", TWICE, "light", step("in-house", 3)],
  ["fill-4k", HUGE, "light", section("half", 4)],
  ["fill-forced-colours", SMALL, "forced", section("half", 4)],
  ["fill-preview", SMALL, "light", { ...then(section("half", 5), "在旁边预览页面"), wait: ".pages canvas" }],
  [
    "fill-preview-wide",
    LARGE,
    "dark",
    { ...then(section("half", 5), "在旁边预览页面"), wait: ".pages canvas" },
  ],
  ["review-wrong", SMALL, "light", step("wrong", 2)],
  ["review-half-dark", LARGE, "dark", step("half", 2)],
  ["review-pictures", LARGE, "light", { ...step("half", 2), tab: "图表和进程" }],
  ["review-pictures-dark", SMALL, "dark", { ...step("studio", 2), tab: "图表和进程" }],
  ["review-pictures-forced", SMALL, "forced", { ...step("in-house", 2), tab: "图表和进程" }],
  ["what-if", SMALL, "light", then(section("half", 4), /^试算/, /^2026年9月1日/)],
  ["what-if-dark", SMALL, "dark", then(section("half", 4), /^试算/, /^2026年9月1日/)],
  ["profiles-empty", SMALL, "light", then(home("empty"), "单位与人员")],
  [
    "profiles-deleted",
    SMALL,
    "light",
    { ...then(home(), "单位与人员", /^删除 /), check: "已删除", wait: ".deleted-draft" },
  ],
  [
    "profiles-deleted-dark",
    LARGE,
    "dark",
    { ...then(home(), "单位与人员", /^删除 /), check: "已删除", wait: ".deleted-draft" },
  ],
  ["library-restore", SMALL, "light", then(home(), "资料库", /^恢复到/)],
  ["library-examined-dark", LARGE, "dark", { ...then(home(), "资料库", "检查资料库"), wait: ".note.met" }],
  ["profile-open", SMALL, "light", then(home(), "单位与人员", /^陈示例/)],
  ["profile-fill", SMALL, "light", then({ draft: "half" }, "更多操作", "从资料填入…")],
  ["profile-keep-dark", SMALL, "dark", then({ draft: "half" }, "更多操作", "存入资料…")],
  [
    "fill-source",
    SMALL,
    "light",
    then({ draft: "half" }, "更多操作", "从资料填入…", /^填入 \d+ 项/, /^网址已核对/),
  ],
  ["send", SMALL, "light", then(section("half", 1), "更多操作", /^导出为加密文件/)],
  ["hand-out", SMALL, "light", then(section("half", 1), "更多操作", /^分发部分内容/)],
  [
    "merge",
    SMALL,
    "light",
    then(
      { query: "?file=交回", draft: "half" },
      "更多操作",
      /^合并交回的内容/,
      { label: "口令", text: "春江潮水连海平海上明月" },
      /^打开$/,
    ),
  ],
  ["unlock-file", SMALL, "light", then({ query: "?file=草稿" }, "导入申报文件")],
  [
    "portal",
    BESIDE,
    "light",
    then({ draft: "in-house" }, "更多操作", "旁侧填报…", /^单位名称/, /^统一社会信用代码/),
  ],
  ["portal-dark", BESIDE, "dark", then({ draft: "overfull" }, "更多操作", "旁侧填报…", /^单位名称/)],
  ["portal-text-200", BESIDE_TWICE, "light", then({ draft: "half" }, "更多操作", "旁侧填报…", /^单位名称/)],
  ["portal-forced", BESIDE, "forced", then({ draft: "half" }, "更多操作", "旁侧填报…", /^单位名称/)],
  ["portal-empty", BESIDE, "light", then({ draft: "empty" }, "更多操作", "旁侧填报…")],
  ["home-due", SMALL, "light", then(home(), { label: "排序", option: 1 })],
  ["home-due-dark", SMALL, "dark", then(home(), { label: "排序", option: 1 })],
  ["home-deleted", SMALL, "light", { ...then(home(), /^删除 /), check: "已删除", wait: ".deleted-draft" }],
  [
    "home-deleted-dark",
    SMALL,
    "dark",
    { ...then(home(), /^删除 /), check: "已删除", wait: ".deleted-draft" },
  ],
  ["history", SMALL, "light", then({ draft: "half" }, "历史记录")],
  ["generate", SMALL, "light", step("in-house", 3)],
  [
    "generated",
    SMALL,
    "light",
    { ...then(step("in-house", 3), /选择文件夹/, /^生成$/), wait: ".mark-filed" },
  ],
  ["filings-empty", SMALL, "light", then({ draft: "half" }, "更多操作", "提交与退回…")],
  ["filings-return", SMALL, "light", then({ draft: "in-house" }, ...FILED, "记录退回", "添加一项")],
  [
    "filings-returned-dark",
    LARGE,
    "dark",
    then(
      { draft: "in-house" },
      ...FILED,
      "记录退回",
      { label: "总体意见", text: "人员情况请核实。" },
      "保存退回记录",
    ),
  ],
  ["new-from", SMALL, "light", then(home("forms"), /^据此新建/)],
  ["compare", SMALL, "light", then(home(), /^对照/, "与另一份比较", { label: "与哪一份比较", option: 1 })],
  [
    "compare-dark",
    SMALL,
    "dark",
    then(home(), /^对照/, "与另一份比较", { label: "与哪一份比较", option: 1 }),
  ],
  ["batch", SMALL, "light", { ...then(home(), "批量处理", /^全选/, "批量检查"), wait: ".batch-table" }],
  ["batch-dark", SMALL, "dark", { ...then(home(), "批量处理", /^全选/, "批量生成…"), wait: ".batch-table" }],
  ["prospects", SMALL, "light", then(home(), /^对照/, "还能申报什么")],
  ["prospects-open", SMALL, "light", then(home(), /^对照/, "还能申报什么", /^上海市设计.*企业设计创新中心$/)],
  ["prospects-dark", SMALL, "dark", then(home(), /^对照/, "还能申报什么", /^上海市设计.*设计创新企业$/)],
  ["prospects-text-200", TWICE, "light", then(home(), /^对照/, "还能申报什么")],
  ["batch-none", SMALL, "light", then(home(), "批量处理")],
  [
    "batch-text-200",
    TWICE,
    "light",
    { ...then(home(), "批量处理", /^全选/, "批量检查"), wait: ".batch-table" },
  ],
  ["notices-kept", SMALL, "light", then(home("notices"), "年度通知")],
  ["notices-edit", SMALL, "light", then(home("notices"), "年度通知", /^编辑/)],
  ["notices-edit-dark", SMALL, "dark", then(home("notices"), "年度通知", /^编辑/)],
  ["notices-refused", SMALL, "light", then(home(), "年度通知", "录入通知", "保存")],
  ["calendar-dark", SMALL, "dark", then(home(), "日程")],
  ["calendar-empty", SMALL, "light", then(home("empty"), "日程")],
  ["season-dark", SMALL, "dark", then(home(), "提名季")],
  ["fill-notice", SMALL, "light", { ...section("in-house", 1), query: "?library=notices" }],
  ["review-notice", SMALL, "light", { ...step("in-house", 2), query: "?library=notices" }],
];

/** All screens; `places`: the places of the bar, each of which is one. */
export function screens(places) {
  const outside = places.map(({ id, label }) => [`place-${id}`, SMALL, "light", then(home(), label)]);
  return [...SCREENS, ...outside].map(([name, viewport, scheme, way]) => ({ name, viewport, scheme, way }));
}

/** A busy machine is slow, not wrong. In milliseconds. */
const PATIENCE = 120_000;

/** A page of the screen's size and colours; `scheme`: light, dark, or forced as Windows' contrast themes do. */
export async function newPage(browser, { viewport, scheme }) {
  const colorScheme = scheme === "dark" ? "dark" : "light";
  const forcedColors = scheme === "forced" ? "active" : "none";
  const page = await browser.newPage({ viewport, colorScheme, forcedColors });
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Leads a page to a screen, and waits until it stands. */
export async function open(page, url, { way }) {
  await page.goto(`${url}mock.html${way.query ?? ""}`);
  await page.waitForSelector("#root h1");
  if (way.draft) await page.locator(".draft-open").nth(DRAFTS.indexOf(way.draft)).click();
  if (way.section)
    await page
      .locator(".section-nav button")
      .nth(way.section - 1)
      .click();
  if (way.step)
    await page
      .locator(".step")
      .nth(way.step - 1)
      .click();
  for (const one of way.press ?? []) {
    if (one.option) await page.getByLabel(one.label).selectOption({ index: one.option });
    else if (one.check) await page.getByLabel(one.check).check();
    else if (one.label) await page.getByLabel(one.label).fill(one.text);
    else await page.getByRole("button", { name: one }).first().click();
  }
  if (way.tab) await page.getByRole("tab", { name: way.tab }).click();
  if (way.check) await page.getByLabel(way.check).last().check();
  if (way.wait) await page.waitForSelector(way.wait);
  if (way.step === 3) await page.waitForSelector(".pages canvas");
  await page.waitForTimeout(way.step === 3 ? 1500 : 300);
  if (way.scroll)
    await page.locator(".section-page").evaluate((column, top) => column.scrollTo(0, top), way.scroll);
}
