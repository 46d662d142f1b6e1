import { useSession, useSnapshot } from "../draft/useSession";

/** How many answers of a page come from elsewhere, and one button for all of them. */
export function CarriedNote({ fields }: { fields: string[] }) {
  const session = useSession();
  const report = useSnapshot((snapshot) => snapshot.report);
  const carried = report.carried.map(({ field }) => field).filter((field) => fields.includes(field));
  if (carried.length === 0) return null;
  return (
    <div className="note advice carried-note">
      <p>
        本页有 {carried.length}{" "}
        项由此前所填或其他资料带入，请逐项核对；改动过的不必再确认，改动表格后仍须确认。
      </p>
      <button type="button" className="button" onClick={() => session.confirm(carried)}>
        本页全部已核对
      </button>
    </div>
  );
}
