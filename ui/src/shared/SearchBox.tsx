import { Icon } from "./Icon";

interface Props {
  label: string;
  /** The label when not said. */
  placeholder?: string;
  words: string;
  onWords: (words: string) => void;
}

/** Finds while someone types. */
export function SearchBox({ label, placeholder = label, words, onWords }: Props) {
  return (
    <div className="control search">
      <Icon name="search" />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={words}
        onChange={(event) => onWords(event.target.value)}
      />
    </div>
  );
}
