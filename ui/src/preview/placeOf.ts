/** Where in the documents an answer is printed. */
import type { PreviewDocument, PreviewPlace, Section } from "../backend";
import { readPath } from "../draft/path";

/** The passage of a path: its own, or else the first of its row or field. */
export function placeOf(document: PreviewDocument, path: string): PreviewPlace | undefined {
  const { field, row } = readPath(path);
  const near = (place: PreviewPlace, wantsRow: boolean) => {
    const own = place.path === null ? null : readPath(place.path);
    return own?.field === field && (!wantsRow || own.row === row);
  };
  const { places } = document;
  return (
    places.find((place) => place.path === path) ??
    places.find((place) => near(place, row !== null)) ??
    places.find((place) => near(place, false))
  );
}

/** The first document that prints something of a section; those that print more of it come first where all do. */
export function documentOf(documents: PreviewDocument[], section: Section): PreviewDocument | undefined {
  const prints = (document: PreviewDocument) => section.fields.some(({ id }) => placeOf(document, id));
  return documents.find(prints) ?? documents[0];
}

/** The first passage of a section, in the order of the form. */
export function firstPlaceOf(document: PreviewDocument, section: Section): PreviewPlace | undefined {
  for (const { id } of section.fields) {
    const place = placeOf(document, id);
    if (place) return place;
  }
  return undefined;
}
