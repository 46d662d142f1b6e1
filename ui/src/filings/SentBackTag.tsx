import { useSentBack } from "./filings";

/** What was to be changed here when the application was sent back. */
export function SentBackTag({ field }: { field: string }) {
  const why = useSentBack()?.fields[field];
  return why ? <p className="sent-back-tag">退回意见：{why}</p> : null;
}
