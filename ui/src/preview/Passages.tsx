import type { PreviewPlace } from "../backend";
import { useJumpTo } from "../draft/jump";
import { placeName } from "../draft/shown";
import { useSession } from "../draft/useSession";

interface Props {
  places: PreviewPlace[];
  /** CSS pixels for a point. */
  scale: number;
}

/** The answers on a page: a click on one leads to its field. By keys the findings and sections lead there too. */
export function Passages({ places, scale }: Props) {
  const { form } = useSession();
  const jumpTo = useJumpTo();
  return places.map(({ path, rect: [left, top, width, height] }) => {
    if (path === null) return null;
    const name = placeName(form, path);
    return (
      <button
        key={`${path}@${left},${top}`}
        type="button"
        className="passage"
        tabIndex={-1}
        title={`去修改：${name}`}
        aria-label={`去修改：${name}`}
        style={{ left: left * scale, top: top * scale, width: width * scale, height: height * scale }}
        onClick={() => jumpTo(path)}
      />
    );
  });
}
