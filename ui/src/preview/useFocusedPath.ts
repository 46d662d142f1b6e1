import { useEffect, useState } from "react";

/** The path of the field or cell in which the keyboard was last; null: none in this section yet. */
export function useFocusedPath(section: string): string | null {
  const [path, setPath] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section begins anew
  useEffect(() => {
    setPath(null);
    const follow = (event: FocusEvent) => {
      const element = event.target instanceof Element ? event.target : null;
      const found = pathOfId(element?.closest("[id^='cell:'], [id^='field:']")?.id ?? "");
      if (found) setPath(found);
    };
    document.addEventListener("focusin", follow);
    return () => document.removeEventListener("focusin", follow);
  }, [section]);
  return path;
}

/** The inverse of `elementId`, for what can be answered. */
function pathOfId(id: string): string | null {
  const [kind, field, row, column] = id.split(":");
  if (kind === "field" && field) return field;
  return kind === "cell" && field && row && column ? `${field}[${row}].${column}` : null;
}
