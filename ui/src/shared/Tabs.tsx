import type { ReactNode } from "react";

interface Props<Id extends string> {
  /** What they are tabs of. */
  label: string;
  tabs: readonly { id: Id; label: ReactNode }[];
  chosen: Id | null;
  onChoose: (id: Id) => void;
}

/** One of several looks at the same thing. */
export function Tabs<Id extends string>({ label: name, tabs, chosen, onChoose }: Props<Id>) {
  return (
    <div className="tabs" role="tablist" aria-label={name}>
      {tabs.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="tab"
          aria-selected={id === chosen}
          onClick={() => onChoose(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
