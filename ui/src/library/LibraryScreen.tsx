import type { Start } from "../backend";
import { Icon } from "../shared/Icon";
import { ChangeKey } from "./ChangeKey";
import { ChangePassphrase } from "./ChangePassphrase";

interface Props {
  keptIn: "keychain" | "passphrase";
  onChanged: (start: Start) => void;
  onHome: () => void;
}

/** What protects the library, and how to change it. */
export function LibraryScreen({ keptIn, onChanged, onHome }: Props) {
  return (
    <div className="home">
      <header className="home-head">
        <button type="button" className="button" onClick={onHome}>
          <Icon name="back" />
          返回
        </button>
        <div>
          <h1>资料库</h1>
          <p>
            全部申报加密保存在本机，
            {keptIn === "keychain" ? "密钥由系统钥匙串保管。" : "密钥由口令保护。"}
          </p>
        </div>
      </header>
      <main className="home-main">
        <ChangeKey asksPassphrase={keptIn === "passphrase"} onChanged={onChanged} />
        {keptIn === "passphrase" && <ChangePassphrase />}
      </main>
    </div>
  );
}
