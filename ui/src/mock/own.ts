/** Form packs that were added, in memory. */
import type { FormSummary, OwnPack } from "../backend";
import { form } from "./drafts";

const PACK: OwnPack = {
  id: "street-fund",
  edition: "2026",
  title: "【非官方】街道文化项目扶持申请",
  measure: "示例街道文化项目扶持办法",
  problem: null,
};

export class OwnPacks {
  packs: OwnPack[] = [];

  /** As the first screen offers them. */
  forms(): FormSummary[] {
    return this.packs
      .filter(({ problem }) => problem === null)
      .map(({ id, edition, title, measure }) => ({
        ...form,
        id,
        edition,
        title,
        unofficial: "本表由用户自行添加，不是官方表单，内容未经核对；请以主管部门公布的表式为准。",
        source: { ...form.source, title: measure, number: "示例〔2026〕1号", authority: "示例街道办事处" },
        outOfForce: null,
        season: null,
      }));
  }
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
