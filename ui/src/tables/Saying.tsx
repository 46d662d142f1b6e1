import {
  createContext,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useContext,
  useRef,
  useState,
} from "react";
import type { Field } from "../backend";
import { sayTidied } from "../fields/codec";
import type { Told } from "../fields/useTypedText";

const SayContext = createContext<Dispatch<SetStateAction<string>>>(() => {});

/** Tells, in the line below the table, what just happened to its rows. */
export function useSay(): (words: string) => void {
  return useContext(SayContext);
}

/** Tells that a cell was tidied up when it was left; until someone types there again. */
export function useSayTidied(column: Field, label: string): Told {
  const say = useContext(SayContext);
  const own = useRef("");
  return {
    onTyped: () => own.current && say((said) => (said === own.current ? "" : said)),
    onLeft: (typed, kept) => {
      const tidied = sayTidied(column, typed, kept);
      own.current = tidied ? `${label} ${tidied}` : "";
      if (tidied) say(own.current);
    },
  };
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
