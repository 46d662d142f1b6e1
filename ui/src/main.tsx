import { createRoot } from "react-dom/client";
import { App } from "./App";
import { BackendContext } from "./backend";
import { Boundary } from "./shared/Boundary";
import "./style/index.css";
import { tauri } from "./tauri";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <BackendContext value={tauri}>
      <Boundary>
        <App />
      </Boundary>
    </BackendContext>,
  );
}
