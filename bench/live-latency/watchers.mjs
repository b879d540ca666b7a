/** The three ways to notice an appended record: the event stream, a fetch that the event caused, and pixels. */
import { request } from "node:http";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.mjs";
import { askJson } from "../harness/http.mjs";
import { epochMilliseconds } from "./live-logs.mjs";

const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"];

/** Calls `changed(runs, at)` for each message of `api/events`. Returns the function that stops it. */
export function followEvents(board, changed) {
  const asked = request(`${board.url}api/events`, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (part) => {
      const at = epochMilliseconds();
      text += part;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end));
        text = text.slice(end + 2);
        if (data !== null) changed(new Set(JSON.parse(data[1]).runs.map(({ run }) => run)), at);
      }
    });
    response.on("error", () => {});
  });
  asked.on("error", () => {});
  asked.end();
  return () => asked.destroy();
}

/** The largest step that the board now answers with, from `fromStep` on; -1 if there is none. */
export async function largestStepAnswered(board, { run, tag, fromStep }) {
  const query = new URLSearchParams({ run, tag, from: String(fromStep), buckets: "20000", format: "json" });
  const answer = await askJson(`${board.url}api/series?${query}`);
  return Math.max(
    -1,
    ...(answer ?? []).flatMap(({ segments }) => segments.flatMap(({ lastSteps }) => lastSteps)),
  );
}

/**
 * Opens the page of a run in Chromium; `painted()` resolves to when each count of points was first on the canvas
 * named `figure`: its label says how many it shows and is set in the frame that draws them.
 */
export async function openPage(board, { run, figure }) {
  const executablePath = findChromium();
  if (executablePath === null) return null;
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(`${board.url}?run=${encodeURIComponent(run)}`);
  await page.locator(`canvas[aria-label^="${figure}."]`).first().waitFor();
  await page.evaluate(notePaints, figure);
  return { painted: () => page.evaluate(() => window.paints), close: () => browser.close() };
}

/** Runs in the page. */
function notePaints(figure) {
  window.paints = [];
  const note = () => {
    const label =
      document.querySelector(`canvas[aria-label^="${figure}."]`)?.getAttribute("aria-label") ?? "";
    const points = Number(/([\d,]+) points/.exec(label)?.[1].replaceAll(",", ""));
    if (!(points > (window.paints.at(-1)?.points ?? 0))) return;
    const paint = { points, at: null };
    window.paints.push(paint);
    requestAnimationFrame(() => {
      paint.at = performance.timeOrigin + performance.now();
    });
  };
  note();
  new MutationObserver(note).observe(document.body, { subtree: true, attributeFilter: ["aria-label"] });
}
