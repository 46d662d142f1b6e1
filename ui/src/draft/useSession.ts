import { createContext, useContext, useSyncExternalStore } from "react";
import type { Value } from "../backend";
import type { DraftSession, Snapshot } from "./session";

export const SessionContext = createContext<DraftSession | null>(null);

export function useSession(): DraftSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no open draft above this component");
  return session;
}

/** A part of the open draft; the component renders again only when that part changes. */
export function useSnapshot<T>(select: (snapshot: Snapshot) => T): T {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => select(session.snapshot()));
}

export function useAnswer(field: string): Value | undefined {
  return useSnapshot((snapshot) => snapshot.draft.answers[field]);
}
