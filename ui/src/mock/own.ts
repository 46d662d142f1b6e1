/** Form packs that were added, in memory. */
import type { FormSummary, OwnPack, Published } from "../backend";
import { form } from "./drafts";

const PACK: OwnPack = {
  id: "street-fund",
  edition: "2026",
  title: "【非官方】街道文化项目扶持申请",
  measure: "示例街道文化项目扶持办法",
  problem: null,
};

/** One that an older version of the program understood. */
const BROKEN: OwnPack = {
  id: "park-fund",
  edition: "2025",
  title: "【非官方】park-fund",
  measure: "",
  problem:
    "表单包有 1 处错误：conditions.toml 第 4 行：没有 project.guests 这一项。请交给表单包的提供者改正后重新添加。",
};

const VARIANTS: Published["variants"] = [
  { id: "organisation", title: "单位", hint: "由单位提出申请。", filers: [] },
];

const SAYS = "本表由用户自行添加，不是官方表单，内容未经核对；请以主管部门公布的表式为准。";

export class OwnPacks {
  packs: OwnPack[] = [];

  /** Some were added earlier, and one of them cannot be used any more. */
  fill(): void {
    this.packs = [PACK, BROKEN];
  }

  /** As the first screen offers them. */
  forms(): FormSummary[] {
    return this.usable().map(({ id, edition, title, measure }) => ({
      ...form,
      id,
      edition,
      title,
      unofficial: SAYS,
      variants: VARIANTS,
      source: sourceOf(measure),
      outOfForce: null,
      season: null,
    }));
  }

  /** As they are read without a draft. */
  published(): Published[] {
    return this.usable().map(({ id, edition, title, measure }) => ({
      form: id,
      edition,
      title,
      unofficial: SAYS,
      arranged: "本表由示例单位自行整理。",
      source: sourceOf(measure),
      out_of_force: null,
      purpose: null,
      variants: VARIANTS,
      rules: [
        {
          clause: "SF-3",
          cite: "第三条",
          asks: "预计参加人数不少于100人",
          reading: null,
          binding: "regulation",
          variants: [],
          limits: ["预计参加人数不少于 100 人"],
        },
      ],
      notices: [],
    }));
  }

  private usable(): OwnPack[] {
    return this.packs.filter(({ problem }) => problem === null);
  }
}

function sourceOf(title: string): Published["source"] {
  return {
    title,
    number: "示例〔2026〕1号",
    authority: "示例街道办事处",
    in_force_from: "2026-01-01",
    in_force_until: null,
  };
}

export const ownCommands = (own: OwnPacks) => ({
  list_own_packs: () => own.packs,
  add_own_pack: () => {
    own.packs = [PACK];
    return PACK;
  },
  remove_own_pack: ({ id, edition }: { id: string; edition?: string }) => {
    own.packs = own.packs.filter((pack) => pack.id !== id || pack.edition !== edition);
    return own.packs;
  },
});
