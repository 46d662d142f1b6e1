import { useState } from "react";
import type { Field, Value } from "../backend";
import { sayTidied } from "./codec";
import type { Told } from "./useTypedText";

/**
 * Says, once a field is left, that what was typed there was written in another way; until someone types there again or the
 * answer becomes another one.
 */
export function useTidied(field: Field, value: Value | undefined): { said: string | null; told: Told } {
  const [tidied, setTidied] = useState<{ says: string | null; kept: Value | null } | null>(null);
  return {
    said: tidied?.kept === (value ?? null) ? tidied.says : null,
    told: {
      onTyped: () => setTidied(null),
      onLeft: (typed, kept) => setTidied({ says: sayTidied(field, typed, kept), kept }),
    },
  };
}
