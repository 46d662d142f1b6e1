import type { Step } from "../DraftScreen";
import { useSession, useSnapshot } from "../draft/useSession";
import { GiveBack } from "../exchange/GiveBack";
import { MoreMenu } from "../exchange/MoreMenu";
import { isProfile } from "../profiles/isProfile";
import { Icon } from "../shared/Icon";
import { Mark } from "../shared/Mark";
import { FilingDate } from "./FilingDate";
import { SaveState } from "./SaveState";

const STEPS: readonly { id: Step; label: string }[] = [
  { id: "fill", label: "填写" },
  { id: "review", label: "核对" },
  { id: "generate", label: "预览与生成" },
];

interface Props {
  step: Step;
  onStep: (step: Step) => void;
  onHome: () => void;
}

/** What is open, for which day, in which step, and whether it is saved. */
export function TopBar({ step, onStep, onHome }: Props) {
  const excerpt = useSnapshot(({ draft }) => draft.excerpt ?? null);
  const { form } = useSession();
  const isFiled = !excerpt && !isProfile(form);
  return (
    <header className="top-bar">
      <button type="button" className="home-button" onClick={onHome}>
        <Mark />
        <span className="visually-hidden">{isProfile(form) ? "返回单位与人员" : "返回全部申报"}</span>
      </button>
      <Title />
      {excerpt && <GiveBack />}
      {isFiled && <Steps step={step} onStep={onStep} />}
      {isFiled && <FilingDate />}
      <div className="top-tools">
        <SaveState />
        <History onOpen={() => onStep("history")} />
        {isFiled && <MoreMenu onFilings={() => onStep("filings")} onPortal={() => onStep("portal")} />}
      </div>
    </header>
  );
}

function Steps({ step, onStep }: Pick<Props, "step" | "onStep">) {
  return (
    <nav className="steps" aria-label="步骤">
      {STEPS.map(({ id, label }, index) => (
        <button
          key={id}
          type="button"
          className="step"
          aria-current={id === step ? "step" : undefined}
          onClick={() => onStep(id)}
        >
          <span className="step-number" aria-hidden="true">
            {index + 1}
          </span>
          {label}
        </button>
      ))}
    </nav>
  );
}

function Title() {
  const isExcerpt = useSnapshot(({ draft }) => !!draft.excerpt);
  const { form } = useSession();
  const variant = useSnapshot(({ draft }) => draft.variant);
  const applicant = useSnapshot(({ draft }) =>
    form.named_by.map((id) => draft.answers[id]).find((name) => typeof name === "string"),
  );
  const variantTitle = form.variants.find(({ id }) => id === variant)?.title;
  return (
    <div className="top-title">
      <h1>{typeof applicant === "string" ? applicant : isExcerpt ? "待填部分" : "未填写名称"}</h1>
      <p>
        {form.title}
        {variantTitle && variantTitle !== form.title && ` · ${variantTitle}`}
      </p>
    </div>
  );
}

function History({ onOpen }: { onOpen: () => void }) {
  const session = useSession();
  const canUndo = useSnapshot((snapshot) => snapshot.canUndo);
  const canRedo = useSnapshot((snapshot) => snapshot.canRedo);
  return (
    <div className="history">
      <button
        type="button"
        className="icon-button"
        title="撤销（Ctrl+Z）"
        aria-label="撤销"
        disabled={!canUndo}
        onClick={() => void session.undo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="icon-button"
        title="重做（Ctrl+Shift+Z）"
        aria-label="重做"
        disabled={!canRedo}
        onClick={() => void session.redo()}
      >
        <Icon name="redo" />
      </button>
      <button type="button" className="icon-button" title="历史记录" aria-label="历史记录" onClick={onOpen}>
        <Icon name="clock" />
      </button>
    </div>
  );
}
