//! The main job in the real window. Ignored by default: `cargo xtask test` runs these on a display of their own.

#![expect(clippy::expect_used, reason = "a test stops at whatever it does not expect")]

use calamine::Reader as _;
use shenbao_core::answers::read_draft;
use shenbao_core::bundle::verify;
use shenbao_core::form;
use shenbao_tests::newcomer::Newcomer;
use shenbao_tests::window::{Opening, Window};
use shenbao_tests::{plain, programs};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The applicant of the ready in-house example.
const READY: &str = "上海示例启衡医疗科技股份有限公司";
const STUDIO: &str = "上海示例鹿鸣工业设计有限公司";
const TEAM: &str = "设计团队 30 人以上";
/// The year's notice, line by line.
const NOTICE: [(&str, &str); 5] = [
    ("年度", "2026"),
    ("通知名称", "关于组织申报的示例通知"),
    ("文号", "沪示例〔2026〕8号"),
    ("deadline", "2026-06-30"),
    ("纸质材料份数", "3"),
];

/// A person opens the ready example, breaks a clause, mends it, and gets the finished submission.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn the_example_becomes_a_submission() {
    let (data, out) = folders();
    let window = Window::open(&Opening { data: data.path(), pick: Some(out.path()) }).await;
    open_example(&window, READY).await;

    open_section(&window, "设计团队").await;
    window.type_into("field:team.headcount", "29").await;
    window.see_in(".finding-group.not_met", TEAM).await;
    window.see_in(".finding-group.not_met", "还差 1 人").await;
    window.type_into("field:team.headcount", "36").await;
    window.see_nothing(".finding-group.not_met").await;

    step(&window, "预览与生成").await;
    window.see_drawn(".pdf-page canvas").await;
    window.button("选择文件夹").await.click().await.unwrap();
    window.see(&out.path().to_string_lossy()).await;
    window.button("生成").await.click().await.unwrap();
    window.see("打开所在文件夹").await;

    let bundle = only_entry(out.path());
    let verified = verify(&bundle).expect("the bundle can be read");
    assert!(verified.is_sound(), "{verified:?}");
    window.close().await;
}

/// What was filed on an earlier day is sent back; the answer is corrected, and the changed pages are made.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn what_was_filed_is_sent_back_and_corrected() {
    let (data, out) = folders();
    let window = Window::open(&Opening { data: data.path(), pick: Some(out.path()) }).await;
    // A button waits for what its view is reading.
    let press = async |text: &str| {
        let ready = format!("//button[not(@disabled)][normalize-space(.)='{text}']");
        window.xpath(&ready).await.click().await.expect("the button");
    };
    open_example(&window, READY).await;
    open_filings(&window).await;
    window.type_into("filed-on", "2026.6.15").await;
    press("将当前内容记为已提交").await;
    window.see("2026年6月15日提交的内容已原样留存").await;
    window.see("与当前内容相同").await;
    press("记录退回").await;
    window.type_into("return-on", "2026年6月14日").await;
    window.type_into("return-reason", "团队人数请核实").await;
    press("保存退回记录").await;
    window.see("退回日期早于提交日期。").await;
    window.type_into("return-on", "2026年6月20日").await;
    press("保存退回记录").await;
    window.see("于2026年6月20日退回修改").await;

    press("返回").await;
    open_section(&window, "设计团队").await;
    window.type_into("field:team.headcount", "37").await;
    window.see_in(".save-state", "已保存").await;
    open_filings(&window).await;
    press("生成修改材料").await;
    window.see("个文件：00修改说明.pdf").await;
    let made = std::fs::read_dir(only_entry(out.path())).expect("a folder").count();
    assert!(made > 1, "{made} files");
    window.close().await;
}

/// A new draft is filled in by typing Chinese; a kill right after "saved" loses nothing; undo goes back.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn what_was_saved_survives_a_kill() {
    let (data, out) = folders();
    let opening = Opening { data: data.path(), pick: Some(out.path()) };
    let window = Window::open(&opening).await;
    window.find("button.variant").await.click().await.unwrap();
    window.type_into("field:organisation.name", "上海云间示例设计有限公司").await;
    window.see_in(".top-title h1", "上海云间示例设计有限公司").await;
    window.type_into("field:organisation.credit_code", "９１３５０１００Ｍ０００１００Ｙ４３").await;
    window.see_in(".save-state", "已保存").await;
    window.kill().await;

    let window = Window::open(&opening).await;
    window.find("button.draft-open").await.click().await.unwrap();
    window.find(".draft-screen").await;
    assert_eq!(window.value("field:organisation.name").await, "上海云间示例设计有限公司");
    assert_eq!(window.value("field:organisation.credit_code").await, "91350100M000100Y43");

    window.click("button[aria-label='撤销']").await;
    window.see_value("field:organisation.credit_code", "").await;
    window.click("button[aria-label='重做']").await;
    window.see_value("field:organisation.credit_code", "91350100M000100Y43").await;
    window.close().await;
}

/// A finding leads to its field, whichever section is open.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn a_finding_leads_to_its_field() {
    let (data, out) = folders();
    let window = Window::open(&Opening { data: data.path(), pick: Some(out.path()) }).await;
    open_example(&window, READY).await;
    open_section(&window, "设计团队").await;
    window.type_into("field:team.headcount", "12").await;
    window.see_in(".finding-group.not_met", TEAM).await;
    open_section(&window, "申报单位").await;
    window.by_id("field:organisation.name").await;
    window.click(".finding-group.not_met button.finding").await;
    window.see_focused("field:team.headcount").await;
    window.close().await;
}

/// The page stands beside the fields: it is made anew after typing, follows the field, and leads back to it. A verdict says why,
/// and another filing day is tried without being taken.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn the_page_stands_beside_the_fields() {
    let (data, out) = folders();
    let window = Window::open(&Opening { data: data.path(), pick: Some(out.path()) }).await;
    open_example(&window, READY).await;
    open_section(&window, "设计团队").await;
    window.click("button.preview-toggle").await;
    window.see_drawn(".preview-beside .pdf-page:has(.passage-mark) canvas").await;
    window.type_into("field:team.headcount", "29").await;
    window.click(".preview-beside .passage[title='去修改：设计团队人数']").await;
    window.see_focused("field:team.headcount").await;
    window.click("button.preview-toggle").await;
    window.click(".finding-group.not_met .why-button").await;
    window.see_in(".reason.not_met", "“设计团队人数”不少于 30 人").await;
    window.see_in(".reason-places", "设计团队人数：29 人").await;

    window.click(".filing-date .quiet-button").await;
    window.type_into("what-if-date", "2019-03-14").await;
    window.see_in(".differences", "未满足").await;
    window.button("不改动").await.click().await.unwrap();
    assert_eq!(window.value("field:filing_date").await, "2026-06-15");
    window.close().await;
}

/// Beside the authority's platform the window is narrow, a line is copied with one key, and the window comes back as it was; what was
/// copied is pasted elsewhere, and its tick is there after a restart.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn answers_are_copied_beside_the_platform() {
    let (data, out) = folders();
    let opening = Opening { data: data.path(), pick: Some(out.path()) };
    let window = Window::open(&opening).await;
    open_example(&window, READY).await;
    let wide = window.script("return innerWidth").await;
    stand_beside(&window).await;
    window.wait_for_script("return innerWidth <= 420 && innerHeight > 600", "the window is narrow").await;
    let at_first = "return document.activeElement.textContent.startsWith('单位名称')";
    window.wait_for_script(at_first, "the keyboard is at the first line").await;
    window.keys("c").await;
    window.see("已复制“单位名称”。").await;
    window.keys("\u{e00c}").await;
    window.wait_for_script(&format!("return innerWidth === {wide}"), "the window is as wide as before").await;

    let website = window.by_id("field:organisation.website").await;
    website.click().await.unwrap();
    website.send_keys("\u{e009}a\u{e009}").await.unwrap();
    website.send_keys("\u{e009}v\u{e009}").await.unwrap();
    window.see_value("field:organisation.website", READY).await;
    window.kill().await;

    let window = Window::open(&opening).await;
    window.find("button.draft-open").await.click().await.unwrap();
    window.find(".draft-screen").await;
    stand_beside(&window).await;
    let ticked = "return document.querySelector('.portal-line input')?.checked === true";
    window.wait_for_script(ticked, "the first line is ticked").await;
    window.close().await;
}

/// Someone who applies for several clients: what else one of them can file for, the year's notice, and all drafts checked and made
/// at once, with their summary.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn several_clients_are_served_at_once() {
    let (data, out) = folders();
    let pick = data.path().join("pick.next");
    let will_pick = |path: &Path| std::fs::write(&pick, path.to_string_lossy().as_bytes()).unwrap();
    let window = Window::open(&Opening { data: data.path(), pick: Some(&pick) }).await;
    for client in [READY, STUDIO] {
        if window.count(".examples").await == 0 {
            window.button("新建申报").await.click().await.unwrap();
        }
        open_example(&window, client).await;
        window.click("button.home-button").await;
        window.find(".draft-open").await;
    }

    window.click(&format!("button[aria-label='对照… {READY}']")).await;
    window.button("还能申报什么").await.click().await.unwrap();
    window.click(".prospects tbody tr:nth-child(1) .prospect-open").await;
    window.see_in(".prospect-clauses", TEAM).await;
    assert!(window.count(".prospects tbody .prospect-open").await > 10, "every form is looked at");
    window.button("关闭").await.click().await.unwrap();

    window.button("年度通知").await.click().await.unwrap();
    window.button("录入通知").await.click().await.unwrap();
    window.click("select[id='notice:form'] option[value='design-center']").await;
    for (line, text) in NOTICE {
        window.type_into(&format!("notice:{line}"), text).await;
    }
    window.button("保存").await.click().await.unwrap();
    window.see_in(".year-card", "一式 3 份").await;

    window.button("申报").await.click().await.unwrap();
    window.see_in(".draft-dates", "2026年6月30日").await;
    window
        .xpath(&format!("//button[contains(@class, 'draft-open')][contains(., '{READY}')]"))
        .await
        .click()
        .await
        .unwrap();
    step(&window, "核对").await;
    window.see_in(".notice-note", "沪示例〔2026〕8号").await;
    window.see_in(".notice-note", "一式 3 份").await;
    window.click("button.home-button").await;

    window.button("批量处理").await.click().await.unwrap();
    window.button("全选 2 份").await.click().await.unwrap();
    window.button("批量检查").await.click().await.unwrap();
    window.see_in(".batch", "已检查 2 份").await;
    will_pick(&data.path().join("summary.xlsx"));
    window.button("保存汇总表…").await.click().await.unwrap();
    window.see_in(".batch", "已保存到").await;
    will_pick(out.path());
    window.button("批量生成…").await.click().await.unwrap();
    window.see_in(".batch", "已生成 2 份").await;
    window.close().await;

    for summary in [data.path().join("summary.xlsx"), out.path().join("申报情况汇总表.xlsx")] {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&summary).expect("a workbook");
        let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it can be read");
        let is_told = |client: &str| sheet.rows().flatten().any(|cell| *cell == client);
        assert!(is_told(READY) && is_told(STUDIO), "{}: {sheet:?}", summary.display());
    }
    for client in [READY, STUDIO] {
        let verified = verify(&only_entry(&out.path().join(format!("申报-{client}")))).expect("a bundle");
        assert!(verified.is_sound(), "{verified:?}");
    }
}

/// What is typed is found nowhere on the disk: not in the library, nor in what the web view keeps for itself.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn what_is_typed_stays_unreadable() {
    const PLANTED: [&str; 4] =
        ["上海翡翠湾云栖设计有限公司", "欧阳蓁蓁", "91350100M000100Y43", "zhenzhen@feicuiwan.example"];
    let (data, out) = folders();
    let window = Window::open(&Opening { data: data.path(), pick: Some(out.path()) }).await;
    window.find("button.variant").await.click().await.unwrap();
    window.type_into("field:organisation.name", PLANTED[0]).await;
    window.type_into("field:organisation.credit_code", PLANTED[2]).await;
    open_section(&window, "联系方式").await;
    window.type_into("field:contact.name", PLANTED[1]).await;
    window.type_into("field:contact.email", PLANTED[3]).await;
    window.see_in(".save-state", "已保存").await;
    step(&window, "预览与生成").await;
    window.see_drawn(".pdf-page canvas").await;
    window.click("button.home-button").await;
    window.see(PLANTED[0]).await;
    window.kill().await;
    assert_eq!(plain::find(data.path(), &PLANTED), [""; 0]);
    let home = PathBuf::from(std::env::var_os("HOME").expect("the display has a home of its own"));
    for kept in [".cache", ".config", ".local"] {
        assert_eq!(plain::find(&home.join(kept), &PLANTED), [""; 0], "{kept}");
    }
}

/// A newcomer files the design centre's example from an empty window to the finished submission, by keyboard alone. A picture of
/// every step is kept in `target/newcomer`.
#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn a_newcomer_files_by_keyboard_alone() {
    let (data, out) = folders();
    let pick = data.path().join("pick.next");
    let window = Window::start(&Opening { data: data.path(), pick: Some(&pick) }).await;
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
    let example = pack.join("examples/in-house.shenbao.json");
    let form = form::load(&pack).expect("the pack has no mistake");
    let text = std::fs::read_to_string(&example).expect("the example can be read");
    let draft = read_draft(&text).expect("the example is a draft");
    let pictures = programs::kept("newcomer");
    let mut newcomer = Newcomer::new(&window, &form, (&draft, &example), &pick, &pictures);

    newcomer.picture("first-start").await;
    window.find(".match").await;
    newcomer.picture("questions").await;
    newcomer.press("企业设计创新中心").await;
    newcomer.press("开始填写").await;
    window.find(".draft-screen").await;
    newcomer.fill_in_filing_date().await;
    newcomer.fill_in().await;
    newcomer.picture("review").await;
    window.see_in(".standing-verdict", "可以提交").await;

    newcomer.press("预览与生成").await;
    window.see_drawn(".pdf-page canvas").await;
    // The manual shows this picture: inside, where more is to be seen than on the cover, and drawn to its end.
    window.script("document.querySelector(\".pages [data-page='2']\").scrollIntoView()").await;
    window.see_drawn(".pages [data-page='2'] canvas").await;
    window.see_drawn(".thumbnail:nth-of-type(4) canvas").await;
    newcomer.picture("preview").await;
    newcomer.will_pick(out.path());
    newcomer.press("选择文件夹").await;
    window.see(&out.path().to_string_lossy()).await;
    newcomer.press("生成").await;
    window.see("打开所在文件夹").await;
    newcomer.picture("submission").await;
    let verified = verify(&only_entry(out.path())).expect("the bundle can be read");
    assert!(verified.is_sound(), "{verified:?}");
    window.close().await;
}

fn folders() -> (TempDir, TempDir) {
    (tempfile::tempdir().expect("a data folder"), tempfile::tempdir().expect("an output folder"))
}

async fn open_example(window: &Window, title: &str) {
    let xpath = format!("//div[@class='examples']//button[contains(normalize-space(.), '{title}')]");
    window.xpath(&xpath).await.click().await.expect("the example can be opened");
    window.find(".draft-screen").await;
}

async fn open_section(window: &Window, title: &str) {
    let in_title = format!(".//span[@class='nav-title'][normalize-space(.)='{title}']");
    let xpath = format!("//nav[@class='section-nav']//button[{in_title}]");
    window.xpath(&xpath).await.click().await.expect("the section can be opened");
}

async fn step(window: &Window, label: &str) {
    let xpath = format!("//nav[@class='steps']//button[contains(normalize-space(.), '{label}')]");
    window.xpath(&xpath).await.click().await.expect("the step can be opened");
}

async fn open_filings(window: &Window) {
    window.click("button[aria-label='更多操作']").await;
    window.button("提交与退回…").await.click().await.expect("the view can be opened");
    window.find("#filings-title").await;
}

async fn stand_beside(window: &Window) {
    window.click("button[aria-label='更多操作']").await;
    window.button("旁侧填报…").await.click().await.expect("the view can be opened");
    window.find(".portal-line").await;
}

fn only_entry(folder: &Path) -> PathBuf {
    let mut entries = std::fs::read_dir(folder).expect("the output folder");
    let entry = entries.next().expect("something was written").expect("it can be read").path();
    assert!(entries.next().is_none(), "one bundle and nothing beside it");
    entry
}
