import { useEffect, useState } from "react";
import { type FoundDrafts, useBackend, type WantedDrafts } from "../backend";
import { useCall } from "../shared/useCall";

/** How long typing may pause before a search begins, in milliseconds. */
const TYPING_PAUSE = 120;

/** What is being worked on. */
export const ALL_DRAFTS: WantedDrafts = {
  words: "",
  form: null,
  standing: null,
  filedFrom: null,
  filedUntil: null,
  applicant: null,
  tag: null,
  archived: false,
  deleted: false,
  due: null,
  byDue: false,
};

/** Whether anything is asked for beyond what is being worked on. */
export function isNarrowed(wanted: WantedDrafts): boolean {
  return JSON.stringify(wanted) !== JSON.stringify(ALL_DRAFTS);
}

/** The drafts that are wanted, and by what they were found; `all` are shown as long as nothing narrows them. */
export function useFoundDrafts(all: FoundDrafts) {
  const backend = useBackend();
  const { run, failure } = useCall();
  const [wanted, setWanted] = useState(ALL_DRAFTS);
  const [narrowed, setNarrowed] = useState<{ found: FoundDrafts; by: WantedDrafts } | null>(null);
  // `all` changes with the library: what was found before may be out of date.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!isNarrowed(wanted)) {
      setNarrowed(null);
      return;
    }
    let isCurrent = true;
    const find = () =>
      run(async () => {
        const found = await backend.findDrafts(wanted);
        if (isCurrent) setNarrowed({ found, by: wanted });
      });
    const timer = setTimeout(() => void find(), TYPING_PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted, all, run, backend]);
  const shown = isNarrowed(wanted) && narrowed ? narrowed : { found: all, by: ALL_DRAFTS };
  return { wanted, setWanted, ...shown, failure };
}
