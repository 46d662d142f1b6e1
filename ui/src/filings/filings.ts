import { createContext, useContext } from "react";
import type { FilingLine, SentBack } from "../backend";

/** What was filed of the open draft, the last one first. */
export interface Filings {
  filings: FilingLine[];
  setFilings: (filings: FilingLine[]) => void;
}

export const FilingsContext = createContext<Filings>({ filings: [], setFilings: () => {} });

export function useFilings(): Filings {
  return useContext(FilingsContext);
}

/** Why the last filing was sent back; null: it was not. */
export function useSentBack(): SentBack | null {
  return useFilings().filings[0]?.sentBack ?? null;
}
