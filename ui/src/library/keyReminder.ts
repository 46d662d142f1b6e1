/** The recovery key is not on paper yet: what every place outside the drafts reminds of. null: nothing to remind of. */
import { createContext } from "react";

export interface Reminder {
  onShow: () => void;
  /** Until the next start. */
  onLater: () => void;
}

export const KeyReminder = createContext<Reminder | null>(null);
