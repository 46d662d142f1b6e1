import { createContext, useCallback, useContext, useMemo, useState } from "react";

interface OpenWhys {
  clauses: ReadonlySet<string>;
  toggle: (clause: string) => void;
}

/** The findings of which the reasons are shown: they stay so while a finding moves to another group under the typing hand. */
export const OpenWhysContext = createContext<OpenWhys>({ clauses: new Set(), toggle: () => {} });

export function useOpenWhys(): OpenWhys {
  const [clauses, setClauses] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (clause: string) =>
      setClauses((open) => {
        const next = new Set(open);
        if (!next.delete(clause)) next.add(clause);
        return next;
      }),
    [],
  );
  return useMemo(() => ({ clauses, toggle }), [clauses, toggle]);
}

/** Whether a clause's reasons are shown, and the way to turn that. */
export function useOpenWhy(clause: string): [boolean, () => void] {
  const { clauses, toggle } = useContext(OpenWhysContext);
  return [clauses.has(clause), () => toggle(clause)];
}
