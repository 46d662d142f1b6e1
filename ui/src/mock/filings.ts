/** What was filed in the library in memory. */
import type { Draft, FilingLine, SentBack } from "../backend";
import type { MockLibrary } from "./library";

/** The arguments of these commands. */
export interface FilingsArgs {
  id: string;
  filing: number;
  code: string | null;
  on: string;
  note: SentBack;
  folder: string;
  /** A channel for `WorkProgress`. */
  progress: unknown;
}

export const CODE = "7KQ2-M9XD";

export function filings(library: MockLibrary) {
  const filed = new Map<string, { line: FilingLine; draft: Draft }[]>();
  const of = (id: string) => filed.get(id) ?? [];
  const list = (id: string) =>
    of(id).map(({ line, draft }) => ({ ...line, isCurrent: draft === library.of(id).draft }));
  return {
    list_filings: ({ id }: FilingsArgs) => list(id),
    record_filing: ({ id, code, on }: FilingsArgs) => {
      const line = {
        id: of(id).length + 1,
        filedOn: on,
        checkCode: code ?? CODE,
        isCurrent: true,
        sentBack: null,
      };
      filed.set(id, [{ line, draft: library.of(id).draft }, ...of(id)]);
      return list(id);
    },
    record_return: ({ id, filing, note }: FilingsArgs) => {
      for (const { line } of of(id)) if (line.id === filing) line.sentBack = note;
      return list(id);
    },
    compare_with_filing: ({ id, filing }: FilingsArgs) => {
      const found = of(id).find(({ line }) => line.id === filing);
      return found ? library.differences(found.draft, library.of(id).draft) : [];
    },
    write_correction: async ({ folder, progress }: FilingsArgs) => {
      await library.work(progress);
      return {
        path: `${folder}/修改材料-${CODE}`,
        files: ["00修改说明.pdf", "01申请表.pdf", "05证明材料.pdf"],
        warnings: [],
      };
    },
  };
}
