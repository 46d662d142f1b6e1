import { Component, type ReactNode } from "react";
import { LibraryFailed } from "../library/LibraryFailed";
import { asFailure } from "./failure";

/** A fault of the window itself ends in words, not in an empty screen. What was saved is safe. */
export class Boundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <LibraryFailed title="界面出现意外情况" failure={asFailure(null)} onRetry={() => location.reload()} />
    );
  }
}
