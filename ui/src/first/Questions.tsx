import type { Filer, Purpose } from "../backend";
import { DateInput } from "../fields/DateInput";
import { readDate } from "../fields/date";
import type { Wish } from "./matches";

const FILERS: readonly [Filer, string][] = [
  ["company", "企业"],
  ["institution", "事业单位、社会团体或者政府部门"],
  ["person", "个人（科学技术专家）"],
];

const PURPOSES: readonly [Purpose, string][] = [
  ["recognition", "首次取得认定或者资质"],
  ["upkeep", "已经认定，按期复核或者报告"],
  ["award", "提名科学技术奖励"],
];

interface Props {
  wish: Wish;
  onWish: (wish: Wish) => void;
  date: string;
  onDate: (date: string) => void;
}

/** Who files, what for, and when. None has to be answered. */
export function Questions({ wish, onWish, date, onDate }: Props) {
  return (
    <div className="questions">
      <Question
        legend="1. 您是谁"
        name="filer"
        any="都看看"
        options={FILERS}
        value={wish.filer}
        onChange={(filer) => onWish({ ...wish, filer })}
      />
      <Question
        legend="2. 为了什么"
        name="purpose"
        any="都看看"
        options={PURPOSES}
        value={wish.purpose}
        onChange={(purpose) => onWish({ ...wish, purpose })}
      />
      <fieldset>
        <legend>3. 什么时候申报</legend>
        <label htmlFor="first-date">预计的申报日期</label>
        <DateInput
          id="first-date"
          value={date}
          onChange={(typed) => {
            const next = typeof typed === "string" ? readDate(typed) : null;
            if (next) onDate(next);
          }}
        />
        <p className="question-hint">年限、近三年和办法是否有效，都按这一天判断；以后可以修改。</p>
      </fieldset>
    </div>
  );
}

interface QuestionProps<T extends string> {
  legend: string;
  name: string;
  any: string;
  options: readonly (readonly [T, string])[];
  value: T | null;
  onChange: (value: T | null) => void;
}

function Question<T extends string>({ legend, name, any, options, value, onChange }: QuestionProps<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {[[null, any] as const, ...options].map(([option, label]) => (
        <label key={label} className="question-option">
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
