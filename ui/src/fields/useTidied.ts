import { useState } from "react";
import type { Field, Value } from "../backend";
import { sayTidied } from "./codec";

/** Says, once a field is left, that what was typed there was written in another way; until someone types there again. */
export function useTidied(field: Field) {
  const [said, say] = useState<string | null>(null);
  return {
    said,
    onLeft: (typed: string, kept: Value | null) => say(sayTidied(field, typed, kept)),
  };
}
