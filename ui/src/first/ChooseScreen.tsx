import { useState } from "react";
import { type OpenDraft, type Start, useBackend } from "../backend";
import { ImportButton } from "../exchange/ImportButton";
import { useRules } from "../help/useRules";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";
import { today } from "../whatif/days";
import { MatchDetail } from "./MatchDetail";
import { MatchList } from "./MatchList";
import { type Match, matches, type Wish } from "./matches";
import { Questions } from "./Questions";

interface Props {
  start: Start;
  /** Nothing was filled in yet: what this is for is said first. */
  isFirst: boolean;
  onOpen: (opened: OpenDraft) => void;
  onGo: (place: Place) => void;
  onLeave: () => void;
}

/** From three answers to a form: what fits, what would decide, and where to begin. */
export function ChooseScreen({ start, isFirst, onOpen, onGo, onLeave }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [wish, setWish] = useState<Wish>({ filer: null, purpose: null });
  const [date, setDate] = useState(today);
  const { rules, failure: unread } = useRules(date);
  const [key, setKey] = useState<string | null>(null);
  const found = matches(rules ?? [], wish);
  const shown = found.find((match) => match.key === key) ?? found[0];

  const begin = ({ form, variant }: Match) =>
    void run(async () => {
      const { id } = await backend.createDraft(form.form, form.edition, variant.id);
      // The third answer is the draft's filing date.
      await backend.editDraft(id, { edit: "filing_date", date });
      onOpen(await backend.openDraft(id));
    });
  const tryOut = (example: string) => void run(async () => onOpen(await backend.createFromExample(example)));

  return (
    <PlaceFrame
      place="home"
      onGo={onGo}
      title={isFirst ? "欢迎使用申报" : "选择申报事项"}
      lead="回答三个问题，看看可以申报什么、由哪些条件决定。"
      tools={
        <>
          {isFirst && <ImportButton isBusy={isBusy} run={run} />}
          <button type="button" className="button" onClick={onLeave}>
            {isFirst ? "跳过，进入首页" : "返回首页"}
          </button>
        </>
      }
    >
      <div className="first">
        {isFirst && <Promises />}
        {failure && <FailureNote failure={failure} />}
        {unread && <FailureNote failure={unread} />}
        <Questions wish={wish} onWish={setWish} date={date} onDate={setDate} />
        <div className="match-columns">
          <div>
            {rules && (
              <p className="match-count" role="status">
                {found.length > 0
                  ? `符合的申报事项 ${found.length} 项`
                  : "这样回答没有符合的申报事项，请改选“您是谁”或者“为了什么”。"}
              </p>
            )}
            {found.length > 0 && (
              <MatchList found={found} shown={shown} onShow={(match) => setKey(match.key)} />
            )}
          </div>
          {shown && (
            <MatchDetail
              match={shown}
              date={date}
              examples={start.examples}
              isBusy={isBusy}
              onBegin={() => begin(shown)}
              onExample={tryOut}
            />
          )}
        </div>
      </div>
    </PlaceFrame>
  );
}

/** What it does, and what it does not. */
function Promises() {
  return (
    <ul className="promises">
      <li>
        <strong>填一次</strong>同一事实只填一次，申请表、自评报告、承诺书和数据工作簿自动一致。
      </li>
      <li>
        <strong>逐条核对</strong>对照公布的办法，告诉您哪条已满足、差多少、自哪一天起满足，并注明出处。
      </li>
      <li>
        <strong>只在本机</strong>不需要账户，也不连接网络；填写的内容加密保存在这台电脑上。
      </li>
    </ul>
  );
}
