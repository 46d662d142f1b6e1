import { createRoot } from "react-dom/client";
import { App } from "./App";
import { BackendContext } from "./backend";
import "./style/index.css";
import { tauri } from "./tauri";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <BackendContext value={tauri}>
      <App />
    </BackendContext>,
  );
}
