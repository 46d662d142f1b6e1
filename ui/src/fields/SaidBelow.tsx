interface Props {
  /** That what was typed was written in another way. */
  tidied: string | null;
  /** What it means. */
  says: string | null;
}

/** The line below a field: that it was tidied up, and what it says. */
export function SaidBelow({ tidied, says }: Props) {
  return (
    <>
      <span role="status" className="tidied">
        {tidied}
      </span>
      {says}
    </>
  );
}
