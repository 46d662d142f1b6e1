import { type FocusEvent, useState } from "react";

/** Whether the focus is inside an element, and whether it has ever left it. */
export function useLeaving() {
  const [isInside, setInside] = useState(false);
  const [wasLeft, setLeft] = useState(false);
  const handlers = {
    onFocus: () => setInside(true),
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (event.currentTarget.contains(event.relatedTarget)) return;
      setInside(false);
      setLeft(true);
    },
  };
  return { isInside, wasLeft, handlers };
}
