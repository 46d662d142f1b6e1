import type { ExampleSummary, FormSummary } from "../backend";
import { sayDate } from "../fields/date";
import { Icon } from "../shared/Icon";
import { LoudNote } from "../shared/LoudNote";

interface Props {
  forms: FormSummary[];
  examples: ExampleSummary[];
  isBusy: boolean;
  onCreate: (form: FormSummary, variant: string) => void;
  onExample: (id: string) => void;
}

/** What can be begun: each form with its kinds of applicant, and examples to look at first. */
export function NewDraft({ forms, examples, isBusy, onCreate, onExample }: Props) {
  return (
    <section className="new-draft" aria-labelledby="new-title">
      <h2 id="new-title">新建申报</h2>
      {forms.map((form) => (
        <article key={`${form.id}@${form.edition}`} className="new-form">
          <header>
            <h3>{form.title}</h3>
            <p className="source">
              《{form.source.title}》（{form.source.number}），{form.source.authority}
            </p>
            <p className="source">
              施行期 {sayDate(form.source.in_force_from)}
              {form.source.in_force_until ? `至 ${sayDate(form.source.in_force_until)}` : "起"}
            </p>
            {form.unofficial && <LoudNote says={form.unofficial} />}
            {form.outOfForce && <LoudNote says={form.outOfForce} />}
          </header>
          <ul className="variants">
            {form.variants.map((variant) => (
              <li key={variant.id}>
                <button
                  type="button"
                  className="variant"
                  disabled={isBusy}
                  onClick={() => onCreate(form, variant.id)}
                >
                  <strong>{variant.title}</strong>
                  <span>{variant.hint}</span>
                  <span className="variant-go">
                    开始填写
                    <Icon name="next" />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </article>
      ))}
      {examples.length > 0 && (
        <div className="examples">
          <h3>先看示例</h3>
          <p className="source">示例中的单位和人员均为虚构。打开后得到一份副本，可以随意修改。</p>
          <ul>
            {examples.map((example) => (
              <li key={example.id}>
                <button
                  type="button"
                  className="button"
                  disabled={isBusy}
                  onClick={() => onExample(example.id)}
                >
                  <Icon name="file" />
                  {example.title}
                  {example.note && <span className="source">{example.note}</span>}
                  <span className={`pill ${example.standing}`}>
                    {example.standing === "ready" ? "已填齐" : "填了一半"}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
