import type { DraftStanding, Due, FormSummary, FoundDrafts, Label, Value, WantedDrafts } from "../backend";
import { DateInput } from "../fields/DateInput";
import { readDate } from "../fields/date";
import { SearchBox } from "../shared/SearchBox";
import { DRAFT_STANDING, DUE } from "../shared/words";

interface Props {
  wanted: WantedDrafts;
  onWanted: (wanted: WantedDrafts) => void;
  forms: FormSummary[];
  found: FoundDrafts;
  /** Several drafts are being selected. */
  isSelecting: boolean;
  onSelect: () => void;
}

const STANDINGS: readonly DraftStanding[] = ["ready", "not_ready", "incomplete"];

const DUES: readonly Due[] = ["soon", "later", "past", "unknown"];

/** By any word, and by what the list says. */
export function DraftFilters({ wanted, onWanted, forms, found, isSelecting, onSelect }: Props) {
  const want = (change: Partial<WantedDrafts>) => onWanted({ ...wanted, ...change });
  const standings = STANDINGS.map((each) => ({ value: each, label: DRAFT_STANDING[each] }));
  const tags = found.tags.filter(({ drafts }) => drafts > 0);
  const titles = new Map(forms.map((form) => [form.id, form.title]));
  return (
    <div className="list-head">
      <h2 id="drafts-title">{wanted.deleted ? "已删除" : wanted.archived ? "已归档" : "全部申报"}</h2>
      <button
        type="button"
        className="quiet-button"
        aria-pressed={isSelecting}
        disabled={wanted.deleted}
        onClick={onSelect}
      >
        批量处理
      </button>
      <SearchBox label="在全部内容中查找" words={wanted.words} onWords={(words) => want({ words })} />
      <div className="filters">
        <Choice
          label="按状态筛选"
          all="全部状态"
          options={standings}
          value={wanted.standing}
          onChange={(standing) => want({ standing: standing as DraftStanding | null })}
        />
        {titles.size > 1 && (
          <Choice
            label="按表单筛选"
            all="全部表单"
            options={[...titles].map(([value, label]) => ({ value, label }))}
            value={wanted.form}
            onChange={(form) => want({ form })}
          />
        )}
        {found.applicants.length > 1 || wanted.applicant ? (
          <Choice
            label="按单位筛选"
            all="全部单位"
            options={found.applicants.map(counted)}
            value={wanted.applicant}
            onChange={(applicant) => want({ applicant })}
          />
        ) : null}
        {tags.length > 0 || wanted.tag ? (
          <Choice
            label="按标签筛选"
            all="全部标签"
            options={tags.map(counted)}
            value={wanted.tag}
            onChange={(tag) => want({ tag })}
          />
        ) : null}
        <Choice
          label="按截止日期筛选"
          all="全部截止日期"
          options={DUES.map((value) => ({ value, label: DUE[value] }))}
          value={wanted.due}
          onChange={(due) => want({ due: due as Due | null })}
        />
        <select
          aria-label="排序"
          value={wanted.byDue ? "due" : "changed"}
          onChange={(event) => want({ byDue: event.target.value === "due" })}
        >
          <option value="changed">最近修改的在前</option>
          <option value="due">截止日期近的在前</option>
        </select>
        <fieldset className="date-range">
          <legend className="visually-hidden">按申报日期筛选</legend>
          申报日期
          <DateInput
            id="filed-from"
            label="申报日期不早于"
            value={wanted.filedFrom ?? undefined}
            onChange={(day) => want({ filedFrom: dayOf(day) })}
          />
          至
          <DateInput
            id="filed-until"
            label="申报日期不晚于"
            value={wanted.filedUntil ?? undefined}
            onChange={(day) => want({ filedUntil: dayOf(day) })}
          />
        </fieldset>
        <div className="other-lists">
          <label>
            <input
              type="checkbox"
              checked={wanted.archived}
              onChange={(event) => want({ archived: event.target.checked, deleted: false })}
            />
            已归档
          </label>
          <label>
            <input
              type="checkbox"
              checked={wanted.deleted}
              onChange={(event) => want({ deleted: event.target.checked, archived: false })}
            />
            已删除
          </label>
        </div>
      </div>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  options: { value: string; label: string }[];
  value: string | null;
  onChange: (value: string | null) => void;
}

function Choice({ label, all, options, value, onChange }: ChoiceProps) {
  const isKnown = value === null || options.some((option) => option.value === value);
  return (
    <select aria-label={label} value={value ?? ""} onChange={(event) => onChange(event.target.value || null)}>
      <option value="">{all}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** What cannot be read as a day narrows nothing. */
function dayOf(typed: Value | null): string | null {
  return typeof typed === "string" ? readDate(typed) : null;
}

function counted({ name, drafts }: Label) {
  return { value: name, label: `${name}（${drafts}）` };
}
