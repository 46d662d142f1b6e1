import { useState } from "react";
import { GiveBackDialog } from "./GiveBackDialog";

/** The way back to whoever gave the part out. */
export function GiveBack() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button is-primary" onClick={() => setOpen(true)}>
        交回
      </button>
      {isOpen && <GiveBackDialog onClose={() => setOpen(false)} />}
    </>
  );
}
