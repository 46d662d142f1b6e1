import { useState } from "react";
import { useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { ProfileDialog } from "../profiles/ProfileDialog";
import { FailureNote } from "../shared/FailureNote";
import { Menu } from "../shared/Menu";
import { useCall } from "../shared/useCall";
import { useReceive } from "./arrivals";
import { HandOutDialog } from "./HandOutDialog";
import { SendDialog } from "./SendDialog";

interface Props {
  onFilings: () => void;
  onPortal: () => void;
}

/** What is done with a draft beside filling it in. */
export function MoreMenu({ onFilings, onPortal }: Props) {
  const backend = useBackend();
  const session = useSession();
  const receive = useReceive();
  const { run, failure } = useCall();
  const [shown, setShown] = useState<"send" | "hand-out" | "fill" | "keep" | null>(null);
  const after = (then: () => void) => () => void session.flush().then((isSaved) => isSaved && then());
  const merge = after(() => void run(async () => receive(await backend.importDraft())));
  const close = () => setShown(null);
  return (
    <>
      <Menu
        label="更多"
        name="更多操作"
        items={[
          { label: "从资料填入…", onChoose: after(() => setShown("fill")) },
          { label: "存入资料…", onChoose: after(() => setShown("keep")) },
          { label: "导出为加密文件…", onChoose: after(() => setShown("send")) },
          { label: "分发部分内容…", onChoose: after(() => setShown("hand-out")) },
          { label: "合并交回的内容…", onChoose: merge },
          { label: "旁侧填报…", onChoose: onPortal },
          { label: "提交与退回…", onChoose: onFilings },
        ]}
      />
      {failure && <FailureNote failure={failure} />}
      {shown === "send" && <SendDialog id={session.id} onClose={close} />}
      {shown === "hand-out" && <HandOutDialog onClose={close} />}
      {(shown === "fill" || shown === "keep") && <ProfileDialog does={shown} onClose={close} />}
    </>
  );
}
