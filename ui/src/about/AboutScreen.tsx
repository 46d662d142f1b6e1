import { useEffect, useState } from "react";
import { type About, useBackend } from "../backend";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";
import { ExportLog } from "./ExportLog";
import { Parts } from "./Parts";

/** Which version this is, how to get help, and what others made of it. */
export function AboutScreen({ onGo }: { onGo: (place: Place) => void }) {
  const backend = useBackend();
  const { run, failure } = useCall();
  const [about, setAbout] = useState<About | null>(null);
  useEffect(() => void run(async () => setAbout(await backend.about())), [run, backend]);
  return (
    <PlaceFrame
      place="about"
      onGo={onGo}
      title="关于"
      lead={`申报${about ? ` ${about.version}` : ""}，以 Apache-2.0 许可发布；不连接网络，也不是任何行政机关的产品。`}
    >
      <ExportLog />
      <section className="setting" aria-labelledby="parts-title">
        <h2 id="parts-title">开源许可</h2>
        <p>本程序包含下列开源组件和字体，各依其许可使用。</p>
        {failure && <FailureNote failure={failure} />}
        {about && <Parts licences={about.licences} />}
      </section>
    </PlaceFrame>
  );
}
