/** Many drafts of the library in memory at once: checked, made, stopped. The core writes the summary. */
import type { Channel } from "@tauri-apps/api/core";
import type { BatchProgress, BatchResult, SummaryLine } from "../backend";
import { check } from "./check";
import { form } from "./drafts";
import type { MockLibrary } from "./library";

/** The arguments of these commands. */
export interface BatchArgs {
  ids: string[];
  folder: string | null;
  progress: Channel<BatchProgress>;
}

/** How long each draft takes, in milliseconds. */
const DRAFT_TAKES = 40;

export function batch(library: MockLibrary) {
  let isStopped = false;
  let stop = () => {};
  return {
    run_batch: async ({ ids, folder, progress }: BatchArgs): Promise<BatchResult> => {
      isStopped = false;
      const lines: SummaryLine[] = [];
      for (const [done, id] of ids.entries()) {
        const line = summary(library, id, folder);
        progress.onmessage({ step: `正在检查 ${line.name ?? "未填写名称"}`, done, total: ids.length });
        await new Promise<void>((resolve) => {
          stop = resolve;
          if (done !== library.batchStaysAt) setTimeout(resolve, DRAFT_TAKES);
        });
        if (isStopped) break;
        lines.push(line);
      }
      return { lines, stopped: lines.length < ids.length, folder };
    },
    stop_batch: () => {
      isStopped = true;
      stop();
      return null;
    },
    save_summary: () => library.folder && `${library.folder}/申报情况汇总表.xlsx`,
  };
}

function summary(library: MockLibrary, id: string, folder: string | null): SummaryLine {
  const { draft } = library.of(id);
  const { standing, findings, field_findings, ready_from } = check(form, draft);
  const deciding = findings.filter(({ binding }) => binding === "regulation");
  const count = (wanted: string) => deciding.filter((finding) => finding.standing === wanted).length;
  const unmet = deciding.filter((finding) => finding.standing === "not_met");
  const name = (draft.answers["organisation.name"] as string | undefined) ?? null;
  return {
    name,
    form: `${form.title}（${form.edition}）`,
    variant: form.variants.find((variant) => variant.id === draft.variant)?.title ?? draft.variant,
    filing_date: draft.filing_date,
    standing,
    met: count("met"),
    not_met: unmet.length,
    unknown: count("unknown"),
    missing: field_findings.length,
    lacks: [
      ...unmet.map(({ cite, asks, gap }) => `${cite} ${asks}${gap ? `：${gap}` : ""}`),
      ...new Set(field_findings.map(({ says }) => says)),
    ],
    ready_from,
    path: folder && `${folder}/申报-${name ?? "未填写名称"}`,
    failure: null,
  };
}
