/** Starts the page: the look, the line to the server, and the one React tree. */
import "./theme/tokens.css";
import "./shell/base.css";
import "./shell/shell.css";
import "./shell/overlays.css";
import "./shell/failure.css";
import "./shell/filter-box.css";
import "./runs-page/runs-page.css";
import "./run-page/run-page.css";
import "./run-page/card.css";
import "./game-page/game-page.css";
import "./tags-page/tags-page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startLiveBoard } from "./data/live-board.ts";
import { App } from "./shell/app.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id “root”");
startLiveBoard();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
