import { createContext, useContext } from "react";
import type { Arrival } from "../backend";

/** Goes on with a file that the user chose or opened with a double-click; null: none was chosen. */
export const ReceiveContext = createContext<(arrival: Arrival | null) => void>(() => {});

export function useReceive(): (arrival: Arrival | null) => void {
  return useContext(ReceiveContext);
}
