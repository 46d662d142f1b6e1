import { useSession, useSnapshot } from "../draft/useSession";

interface Props {
  field: string;
  label: string;
}

/** Says that an answer comes from elsewhere, until someone has looked at it. */
export function CarriedTag({ field, label }: Props) {
  const session = useSession();
  const carried = useSnapshot(({ report }) => report.carried.find((each) => each.field === field));
  if (!carried) return null;
  return (
    <p className="carried-line">
      <span className="carried-tag">{carried.from}，待核对</span>
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
