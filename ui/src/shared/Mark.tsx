/** The application's mark: 申 in a seal. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="30" height="30" rx="5" />
      <path d="M8.5 9.5h15v11h-15zM8.5 15h15M16 5.5v21" />
    </svg>
  );
}
