import { type ReactNode, useContext } from "react";
import { ReminderNote } from "../library/ReminderNote";
import { Icon } from "../shared/Icon";
import { Mark } from "../shared/Mark";
import { HiddenPlaces } from "./hidden";
import { PLACES, type Place } from "./places";

interface Props {
  place: Place;
  onGo: (place: Place) => void;
  title: string;
  lead: string;
  /** What can be done here, beside the title. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A screen outside the drafts: the bar with all places, a title, and what stands below it. */
export function PlaceFrame({ place, onGo, title, lead, tools, children }: Props) {
  const hidden = useContext(HiddenPlaces);
  return (
    <div className="place">
      <nav className="place-bar" aria-label="主要栏目">
        <Mark />
        <ul>
          {PLACES.filter(({ id }) => !hidden.includes(id)).map(({ id, label, icon }) => (
            <li key={id}>
              <button type="button" aria-current={id === place ? "page" : undefined} onClick={() => onGo(id)}>
                <Icon name={icon} />
                {label}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="place-page">
        <header className="place-head">
          <div>
            <h1>{title}</h1>
            <p>{lead}</p>
          </div>
          {tools && <div className="place-tools">{tools}</div>}
        </header>
        <ReminderNote />
        <main className="place-main">{children}</main>
      </div>
    </div>
  );
}
