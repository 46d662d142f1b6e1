import type { IconName } from "../shared/Icon";

/** Where one can be while no draft is open, in the order of the bar. */
export const PLACES = [
  { id: "home", label: "申报", icon: "file" },
  { id: "library", label: "资料库", icon: "lock" },
] as const satisfies readonly { id: string; label: string; icon: IconName }[];

export type Place = (typeof PLACES)[number]["id"];
