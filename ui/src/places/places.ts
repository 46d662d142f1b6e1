import type { IconName } from "../shared/Icon";

/** Where one can be while no draft is open, in the order of the bar. */
export const PLACES = [
  { id: "home", label: "申报", icon: "file" },
  { id: "profiles", label: "单位与人员", icon: "person" },
  { id: "notices", label: "年度通知", icon: "notice" },
  { id: "calendar", label: "日程", icon: "calendar" },
  { id: "season", label: "提名季", icon: "medal" },
  { id: "library", label: "资料库", icon: "lock" },
  { id: "help", label: "规定与帮助", icon: "book" },
  { id: "about", label: "关于", icon: "info" },
] as const satisfies readonly { id: string; label: string; icon: IconName }[];

export type Place = (typeof PLACES)[number]["id"];
