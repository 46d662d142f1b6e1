import { useCallback, useEffect, useState } from "react";
import { type SeasonView, useBackend } from "../backend";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { NominationTable } from "./NominationTable";
import { Pick } from "./Pick";
import { SeasonAdvices } from "./SeasonAdvices";

interface Props {
  onGo: (place: Place) => void;
  onOpenAt: (draft: string, path: string | null) => Promise<void>;
}

/** The drafts of one year that belong together, and what meets in them. */
export function SeasonScreen({ onGo, onOpenAt }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [season, setSeason] = useState<SeasonView | null>(null);
  const [written, setWritten] = useState<string | null>(null);
  const look = useCallback(
    (year: number | null) => void run(async () => setSeason(await backend.lookAtSeason(year))),
    [run, backend],
  );
  useEffect(() => look(null), [look]);
  const openAt = (draft: string, path: string | null) => void run(() => onOpenAt(draft, path));
  const year = season?.year ?? null;
  const save = () => {
    if (year !== null) void run(async () => setWritten(await backend.saveSeason(year)));
  };
  const years = (season?.years ?? []).filter((each) => each !== null);
  return (
    <PlaceFrame
      place="season"
      onGo={onGo}
      title="提名季"
      lead="同一年度的各份提名放在一起：进展、缺少的内容，以及人员、成果和单位的交叉核对。"
      tools={
        <button type="button" className="button" disabled={isBusy || year === null} onClick={() => save()}>
          <Icon name="file" />
          导出汇总工作簿
        </button>
      }
    >
      {failure && <FailureNote failure={failure} />}
      {written && (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>已保存到 {written}</span>
        </p>
      )}
      {years.length > 1 && (
        <div className="year-filters">
          <Pick
            label="提名年度"
            all="最近一年"
            options={years.map((each) => ({ value: String(each), label: `${each} 年度` }))}
            value={year === null ? null : String(year)}
            onPick={(picked) => look(picked === null ? null : Number(picked))}
          />
        </div>
      )}
      {season?.years.includes(null) && years.length > 0 && (
        <p className="year-hint">有提名没有填写提名年度，未列入任何年度，请先填写。</p>
      )}
      {season && (
        <>
          <SeasonAdvices advices={season.advices} onOpenAt={openAt} />
          <NominationTable season={season} onOpen={(id) => openAt(id, null)} />
        </>
      )}
    </PlaceFrame>
  );
}
