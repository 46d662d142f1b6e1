interface Props {
  id: string;
  label: string;
  isNew?: boolean;
  value: string;
  onChange: (value: string) => void;
}

/** A passphrase, not shown while it is typed. */
export function SecretInput({ id, label, isNew = false, value, onChange }: Props) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input
          id={id}
          type="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </>
  );
}
