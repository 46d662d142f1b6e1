import { useSession, useSnapshot } from "../draft/useSession";

interface Props {
  field: string;
  label: string;
}

/** Says that an answer comes from an older draft, until someone has looked at it. */
export function CarriedTag({ field, label }: Props) {
  const session = useSession();
  const origin = useSnapshot(({ draft }) => draft.origins?.[field]);
  const isListed = useSnapshot(({ report }) => report.carried.some((each) => each.field === field));
  if (!origin || !isListed) return null;
  const year = origin.filing_date?.slice(0, 4);
  return (
    <p className="carried-line">
      <span className="carried-tag">沿用{year ? ` ${year} 年所填` : "此前所填"}，待核对</span>
      <button
        type="button"
        className="link-button"
        aria-label={`${label}已核对`}
        onClick={() => session.confirm([field])}
      >
        已核对
      </button>
    </p>
  );
}
