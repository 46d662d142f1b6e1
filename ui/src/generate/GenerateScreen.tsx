import { PreviewPane } from "../preview/PreviewPane";
import { GeneratePanel } from "./GeneratePanel";

/** The real pages to look at, and the way to have them written. */
export function GenerateScreen({ onPortal }: { onPortal: () => void }) {
  return (
    <div className="generate-screen">
      <PreviewPane />
      <GeneratePanel onPortal={onPortal} />
    </div>
  );
}
