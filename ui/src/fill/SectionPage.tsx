import { useEffect, useRef } from "react";
import type { Section } from "../backend";
import { shownFields } from "../draft/shown";
import { useSession, useSnapshot } from "../draft/useSession";
import { ExcerptNote } from "../exchange/ExcerptNote";
import { GiveBack } from "../exchange/GiveBack";
import { FieldView } from "../fields/FieldView";
import { SentBackNote } from "../filings/SentBackNote";
import { isProfile } from "../profiles/isProfile";
import { Icon } from "../shared/Icon";
import { CarriedNote } from "./CarriedNote";
import { InForceNote } from "./InForceNote";

interface Props {
  section: Section;
  number: number;
  previous: Section | undefined;
  next: Section | undefined;
  onGo: (id: string) => void;
  onReview: () => void;
}

/** One section's questions, in one calm column. */
export function SectionPage({ section, number, previous, next, onGo, onReview }: Props) {
  const { form } = useSession();
  const report = useSnapshot((snapshot) => snapshot.report);
  const variant = useSnapshot(({ draft }) => draft.variant);
  const excerpt = useSnapshot(({ draft }) => draft.excerpt ?? null);
  const top = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (top.current) top.current.scrollTop = 0;
    // The button that led here is gone: reading and tabbing go on from the new section's title.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  const fields = shownFields(section, variant, report, excerpt);
  return (
    <main className="section-page" ref={top} aria-labelledby="section-title">
      <div className="sheet">
        <InForceNote isBrief={number > 1} />
        <SentBackNote />
        <header className="section-head">
          <p className="section-number">第 {number} 部分</p>
          <h2 id="section-title" ref={title} tabIndex={-1}>
            {section.title}
          </h2>
          {section.hint && <p className="section-hint">{section.hint}</p>}
          {number === 1 && <ExcerptNote />}
          {number === 1 && form.arranged && <p className="arranged">{form.arranged}</p>}
        </header>
        <CarriedNote fields={fields.map(({ id }) => id)} />
        {fields.map((field) => (
          <FieldView key={field.id} field={field} />
        ))}
        <footer className="section-foot">
          {previous && (
            <button type="button" className="button" onClick={() => onGo(previous.id)}>
              <Icon name="back" />
              {previous.title}
            </button>
          )}
          {next ? (
            <button type="button" className="button is-primary" onClick={() => onGo(next.id)}>
              下一部分：{next.title}
              <Icon name="next" />
            </button>
          ) : excerpt ? (
            <GiveBack />
          ) : isProfile(form) ? null : (
            <button type="button" className="button is-primary" onClick={onReview}>
              去核对
              <Icon name="next" />
            </button>
          )}
        </footer>
      </div>
    </main>
  );
}
