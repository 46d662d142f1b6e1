import { Fragment, useEffect, useId, useState } from "react";
import { type Finding, type Prospect, useBackend } from "../backend";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";
import { STANDING } from "../shared/words";

interface Props {
  /** A draft or a profile. */
  id: string;
  name: string;
  /** Begins one of them. */
  onBegin: (prospect: Prospect) => void;
  onClose: () => void;
}

/** Every form against what is known already: how many clauses are decided, how, and from which day on. */
export function ProspectsDialog({ id, name, onBegin, onClose }: Props) {
  const backend = useBackend();
  const title = useId();
  const { run, isBusy, failure } = useCall();
  const [prospects, setProspects] = useState<Prospect[] | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => void run(async () => setProspects(await backend.listProspects(id))), [run, backend, id]);
  return (
    <Dialog labelledBy={title} onClose={onClose} isWide>
      <div className="reuse">
        <h2 id={title}>“{name}”还能申报什么</h2>
        <p className="reuse-lead">
          按已填的内容和今天的日期逐条判断；取决于尚未填写内容的条款列为待定，不作推测。
        </p>
        {failure && <FailureNote failure={failure} />}
        {isBusy && <p role="status">正在逐个对照……</p>}
        {prospects && (
          <table className="prospects">
            <thead>
              <tr>
                <th scope="col">表单</th>
                <th scope="col">已满足</th>
                <th scope="col">未满足</th>
                <th scope="col">待定</th>
                <th scope="col">最早日期</th>
                <th scope="col">
                  <span className="visually-hidden">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {prospects.map((each) => {
                const key = `${each.form}@${each.edition}:${each.variant}`;
                const isOpen = shown === key;
                return (
                  <Fragment key={key}>
                    <tr>
                      <th scope="row">
                        <button
                          type="button"
                          className="prospect-open"
                          aria-expanded={isOpen}
                          onClick={() => setShown(isOpen ? null : key)}
                        >
                          {each.title}（{each.edition}）<span>{each.variant_title}</span>
                        </button>
                      </th>
                      <td>{each.met}</td>
                      <td className={each.not_met > 0 ? "prospect-fails" : ""}>{each.not_met}</td>
                      <td>{each.unknown}</td>
                      <td>{sayDay(each)}</td>
                      <td>
                        <button
                          type="button"
                          className="quiet-button"
                          aria-label={`新建 ${each.title} ${each.variant_title}`}
                          onClick={() => onBegin(each)}
                        >
                          新建
                        </button>
                      </td>
                    </tr>
                    {isOpen && (
                      <tr>
                        <td colSpan={6}>
                          <Decided prospect={each} />
                        </td>
                      </tr>
                    )}
                  </Fragment>
                );
              })}
            </tbody>
          </table>
        )}
        <div className="reuse-tools">
          <button type="button" className="button" onClick={onClose}>
            关闭
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Decided({ prospect }: { prospect: Prospect }) {
  return (
    <>
      {prospect.out_of_force && <p className="prospect-fails">{prospect.out_of_force}</p>}
      {prospect.decided.length === 0 && <p>已填的 {prospect.known} 项内容还不能判断任何一条。</p>}
      <ul className="clause-list prospect-clauses">
        {prospect.decided.map((finding) => (
          <li key={finding.clause}>
            <strong className={finding.standing === "not_met" ? "prospect-fails" : "prospect-holds"}>
              {STANDING[finding.standing]}
            </strong>
            <span>
              {finding.cite} {finding.asks}
              {said(finding)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function said({ have, gap, earliest, standing }: Finding): string {
  const day = standing === "not_met" && earliest ? `${earliest} 起满足` : null;
  const words = [have && `现为 ${have}`, gap, day].filter(Boolean);
  return words.length > 0 ? `（${words.join("，")}）` : "";
}

function sayDay({ from, not_met, unknown, out_of_force }: Prospect): string {
  if (out_of_force) return "不在施行期内";
  if (not_met > 0) return from ? `${from} 起满足` : "等待时间不能解决";
  return unknown > 0 ? "已知条款均满足" : "条款均已满足";
}
