interface Props {
  id: string;
  label: string;
  isNew?: boolean;
  /** The keyboard begins here. */
  isFirst?: boolean;
  value: string;
  onChange: (value: string) => void;
}

/** A passphrase, not shown while it is typed. */
export function SecretInput({ id, label, isNew = false, isFirst = false, value, onChange }: Props) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input
          id={id}
          type="password"
          // biome-ignore lint/a11y/noAutofocus: nothing else can be done on its screen
          autoFocus={isFirst}
          autoComplete={isNew ? "new-password" : "current-password"}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </>
  );
}
