/** Places that do not stand in the bar at present: a season without a draft that belongs to one. */
import { createContext } from "react";
import type { Start } from "../backend";
import type { Place } from "./places";

export const HiddenPlaces = createContext<readonly Place[]>([]);

const NONE: readonly Place[] = [];
const SEASON: readonly Place[] = ["season"];

export function hiddenPlaces({ forms, drafts }: Start): readonly Place[] {
  const seasonal = forms.filter(({ season }) => season !== null).map(({ id }) => id);
  return drafts.drafts.some(({ form }) => seasonal.includes(form)) ? NONE : SEASON;
}
