import { useState } from "react";
import type { Published } from "../backend";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { SearchBox } from "../shared/SearchBox";
import { Tabs } from "../shared/Tabs";
import { today } from "../whatif/days";
import { FormRules } from "./FormRules";
import { FoundHelp } from "./FoundHelp";
import { ManualChapter } from "./ManualChapter";
import { MANUAL } from "./manual";
import { useRules } from "./useRules";

const LOOKS = [
  { id: "rules", label: "公布的条件" },
  { id: "manual", label: "使用说明" },
] as const;

type Look = (typeof LOOKS)[number]["id"];

/** What the measures ask, form by form, and how the application is used; both can be searched. */
export function HelpScreen({ onGo }: { onGo: (place: Place) => void }) {
  const [day] = useState(today);
  const { rules, failure } = useRules(day);
  const [words, setWords] = useState("");
  const [look, setLook] = useState<Look>("rules");
  const [chapter, setChapter] = useState(0);
  const read = (title: string) => {
    setWords("");
    setLook("manual");
    setChapter(
      Math.max(
        0,
        MANUAL.findIndex((each) => each.title === title),
      ),
    );
  };
  return (
    <PlaceFrame
      place="help"
      onGo={onGo}
      title="规定与帮助"
      lead="公布的条件逐条可查，附我们的理解；使用说明也在这里。都随软件安装，不联网。"
    >
      {failure && <FailureNote failure={failure} />}
      <div className="help-search">
        <SearchBox label="查找规定和说明" words={words} onWords={setWords} />
      </div>
      {words.trim() !== "" ? (
        <FoundHelp rules={rules ?? []} words={words} onChapter={read} />
      ) : (
        <>
          <Tabs label="看什么" tabs={LOOKS} chosen={look} onChoose={setLook} />
          {look === "rules" && rules && <Rules rules={rules} />}
          {look === "manual" && <Manual at={chapter} onChapter={setChapter} />}
        </>
      )}
    </PlaceFrame>
  );
}

function Rules({ rules }: { rules: Published[] }) {
  const keyOf = ({ form, edition }: Published) => `${form}@${edition}`;
  const [key, setKey] = useState<string | null>(null);
  const shown = rules.find((form) => keyOf(form) === key) ?? rules[0];
  if (!shown) return null;
  return (
    <div className="help-columns">
      <Contents
        name="表单"
        titles={rules.map(({ title }) => title)}
        at={rules.indexOf(shown)}
        onChoose={(at) => setKey(rules[at] ? keyOf(rules[at]) : null)}
      />
      <section aria-labelledby="rules-title">
        <h2 id="rules-title">{shown.title}</h2>
        <FormRules form={shown} />
      </section>
    </div>
  );
}

function Manual({ at, onChapter }: { at: number; onChapter: (at: number) => void }) {
  const chapter = MANUAL[at];
  return (
    <div className="help-columns">
      <Contents name="目录" titles={MANUAL.map(({ title }) => title)} at={at} onChoose={onChapter} />
      {chapter && <ManualChapter chapter={chapter} />}
    </div>
  );
}

interface ContentsProps {
  name: string;
  titles: string[];
  at: number;
  onChoose: (at: number) => void;
}

/** What there is to read; one of it stands beside. */
function Contents({ name, titles, at, onChoose }: ContentsProps) {
  return (
    <nav aria-label={name}>
      <ul className="help-contents">
        {titles.map((title, each) => (
          <li key={title}>
            <button
              type="button"
              aria-current={each === at ? "true" : undefined}
              onClick={() => onChoose(each)}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
