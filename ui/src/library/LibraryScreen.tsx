import { useState } from "react";
import type { Start } from "../backend";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { Icon } from "../shared/Icon";
import { Backups } from "./Backups";
import { ChangeKey } from "./ChangeKey";
import { ChangePassphrase } from "./ChangePassphrase";
import { Examine } from "./Examine";
import { OtherLibrary } from "./OtherLibrary";
import { OwnPacks } from "./OwnPacks";

interface Props {
  keptIn: "keychain" | "passphrase";
  onChanged: (start: Start) => void;
  onGo: (place: Place) => void;
}

/** What protects the library, what it can be restored from, and how to change both. */
export function LibraryScreen({ keptIn, onChanged, onGo }: Props) {
  const [note, setNote] = useState<string | null>(null);
  const changed = (start: Start, says: string) => {
    setNote(says);
    onChanged(start);
  };
  return (
    <PlaceFrame
      place="library"
      onGo={onGo}
      title="资料库"
      lead={`全部申报加密保存在本机，${keptIn === "keychain" ? "密钥由系统钥匙串保管。" : "密钥由口令保护。"}`}
    >
      {note && (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>{note}</span>
        </p>
      )}
      <Backups isOpen onRestored={(start) => changed(start, "已恢复到所选备份。")} />
      <OwnPacks />
      <Examine onRescued={(start) => changed(start, "已改用新的资料库。")} />
      <ChangeKey asksPassphrase={keptIn === "passphrase"} onChanged={onChanged} />
      {keptIn === "passphrase" && <ChangePassphrase />}
      <OtherLibrary onRestored={(start) => changed(start, "已载入另一台电脑的资料库。")} />
    </PlaceFrame>
  );
}
