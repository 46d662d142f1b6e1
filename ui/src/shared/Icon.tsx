const PATHS = {
  add: "M8 3v10M3 8h10",
  back: "M10 3 5 8l5 5",
  book: "M8 4.2C6.4 3 4.6 2.7 2.5 3v9.5c2.1-.3 3.9 0 5.5 1.2 1.6-1.2 3.4-1.5 5.5-1.2V3c-2.1-.3-3.9 0-5.5 1.2zM8 4.2v9.5",
  calendar: "M2.5 4.5h11v9h-11zM2.5 7h11M5 2.5v3M11 2.5v3",
  check: "m3 8.5 3.2 3L13 4.5",
  clock: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 5v3.2l2.2 1.6",
  close: "m4 4 8 8M12 4l-8 8",
  down: "m4 6 4 4 4-4",
  file: "M4 2h5.5L12.5 5v9H4zM9.5 2v3h3",
  folder: "M2 4h4.5L8 5.5h6V13H2z",
  grip: "M6 3.5v1M10 3.5v1M6 7.5v1M10 7.5v1M6 11.5v1M10 11.5v1",
  half: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  info: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 7.2v3.6M8 5v.3",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  medal: "M8 2.5a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4zM6 9.4 5 14l3-1.6L11 14l-1-4.6",
  moveDown: "M8 3v10M4 9l4 4 4-4",
  moveUp: "M8 13V3M4 7l4-4 4 4",
  next: "m6 3 5 5-5 5",
  notice: "M2.5 6.5v3H5l5.5 3v-9L5 6.5zM5 9.5l1 3.5h1.5M12.5 6.2a3 3 0 0 1 0 3.6",
  person: "M8 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM3 13.5c.4-2.6 2.3-4 5-4s4.6 1.4 5 4z",
  redo: "M12.5 6.5H6a3.5 3.5 0 0 0 0 7h3M10 3.5l3 3-3 3",
  remove: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 9h5.8l.6-9",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5l3.5 3.5",
  undo: "M3.5 6.5H10a3.5 3.5 0 0 1 0 7H7M6 3.5l-3 3 3 3",
  warn: "M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside words; it says nothing that the words do not. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
