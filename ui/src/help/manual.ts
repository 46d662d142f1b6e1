/** The user manual: docs/manual.zh-CN.md, the same text and pictures that people read outside of the application. */
import text from "../../../docs/manual.zh-CN.md?raw";
import { chapters } from "./markdown";

const FOLDER = "../../../docs/";

const PICTURES = import.meta.glob<string>("../../../docs/images/manual/*.png", {
  eager: true,
  query: "?url",
  import: "default",
});

export const MANUAL = chapters(text);

/** The address of a picture, by its path beside the manual; undefined: there is none. */
export function pictureAt(file: string): string | undefined {
  return PICTURES[FOLDER + file];
}
