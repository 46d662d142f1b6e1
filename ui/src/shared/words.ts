/** The words for what the core says in codes; one place for them. */
import type { DraftStanding, Due, Standing } from "../backend";

export const DRAFT_STANDING: Record<DraftStanding, string> = {
  ready: "可以提交",
  not_ready: "有条件未满足",
  incomplete: "尚未完成",
};

/** The groups of the list of drafts by their last day of filing. */
export const DUE: Record<Due, string> = {
  soon: "30 天内截止",
  later: "30 天以后截止",
  past: "已过截止日期",
  unknown: "没有截止日期",
};

export const STANDING: Record<Standing, string> = {
  met: "已满足",
  not_met: "未满足",
  unknown: "待确认",
  not_applicable: "不适用",
};

export function sayBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
