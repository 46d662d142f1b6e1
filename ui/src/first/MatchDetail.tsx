import { useEffect, useRef } from "react";
import type { ExampleSummary, Rule } from "../backend";
import { sayInForce } from "../help/words";
import { Icon } from "../shared/Icon";
import { LoudNote } from "../shared/LoudNote";
import { deciding, type Match } from "./matches";

interface Props {
  match: Match;
  date: string;
  examples: readonly ExampleSummary[];
  isBusy: boolean;
  onBegin: () => void;
  onExample: (id: string) => void;
}

/** How far an example is filled in, as the home screen says it, too. */
const EXAMPLE = { ready: "已填齐", incomplete: "填了一半", not_ready: "填了一半" } as const;

/** A form for a kind of applicant: whether it can be filed on the day, what would decide, and the two ways to begin. */
export function MatchDetail({ match, date, examples, isBusy, onBegin, onExample }: Props) {
  const head = useRef<HTMLElement>(null);
  // One that was chosen far down in the list begins above the window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another match is another beginning
  useEffect(() => void head.current?.scrollIntoView?.({ block: "nearest" }), [match.key]);
  const { form, variant } = match;
  const rules = deciding(match);
  const limits = rules.filter((rule) => rule.limits.length > 0);
  const others = rules.filter((rule) => rule.limits.length === 0);
  const own = examples.filter(
    (each) => each.form === form.form && each.edition === form.edition && each.variant === variant.id,
  );
  return (
    <section className="match" aria-labelledby="match-title">
      <header ref={head}>
        <h2 id="match-title">{variant.title}</h2>
        <p className="match-form">
          {form.title}，依据《{form.source.title}》
        </p>
        <p>{variant.hint}</p>
      </header>
      {form.unofficial && <LoudNote says={form.unofficial} />}
      {form.out_of_force ? (
        <LoudNote says={form.out_of_force} />
      ) : (
        <p className="note met">
          <Icon name="check" />
          <span>{sayInForce(date, form.source)}</span>
        </p>
      )}
      <div className="match-tools">
        <button type="button" className="button is-primary" disabled={isBusy} onClick={onBegin}>
          开始填写
          <Icon name="next" />
        </button>
        {own.map((example) => (
          <button
            key={example.id}
            type="button"
            className="button"
            disabled={isBusy}
            title="示例中的单位和人员均为虚构；打开的是一份副本，可以随意修改。"
            onClick={() => onExample(example.id)}
          >
            <Icon name="file" />
            {own.length > 1 ? `用${EXAMPLE[example.standing]}的示例试一试` : "用示例试一试"}
          </button>
        ))}
      </div>
      <h3>由这 {rules.length} 条决定能否申报</h3>
      {limits.length > 0 && <Deciding title="有数量或者年限要求的" rules={limits} />}
      {others.length > 0 && <Deciding title="其他要求" rules={others} />}
    </section>
  );
}

function Deciding({ title, rules }: { title: string; rules: readonly Rule[] }) {
  return (
    <>
      <h4>{title}</h4>
      <ul className="clause-list match-rules">
        {rules.map((rule) => (
          <li key={rule.clause}>
            <span className="rule-cite">{rule.cite}</span>
            <span>{rule.asks}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
