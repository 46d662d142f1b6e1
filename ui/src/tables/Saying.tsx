import { createContext, type ReactNode, useContext, useState } from "react";

const SayContext = createContext<(words: string) => void>(() => {});

/** Tells, in the line below the table, what just happened to its rows. */
export function useSay(): (words: string) => void {
  return useContext(SayContext);
}

/** A table with a line below it for what happened last. */
export function Saying({ children }: { children: ReactNode }) {
  const [said, say] = useState("");
  return (
    <SayContext value={say}>
      {children}
      <p className={said ? "grid-said" : "visually-hidden"} role="status">
        {said}
      </p>
    </SayContext>
  );
}
