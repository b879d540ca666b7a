import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, openPage, PATIENCE, paintedOn } from "./browser.ts";
import { type Running, start } from "./program.ts";
import { openLog, writeGame } from "./written-log.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core");
const folder = mkdtempSync(join(tmpdir(), "nashboard-board-"));
const logs = join(folder, "logs");
let browser: Browser;
let board: Running;

beforeAll(async () => {
  writeGame(openLog(join(logs, "healthy")), 200);
  const spike = openLog(join(logs, "spike"));
  for (let step = 0; step < 100_000; step++) spike.events.scalar("d_loss", step, step === 54_321 ? 1_000 : 1);
  spike.events.close();
  browser = await openBrowser();
  board = start([logs, "--port", "0"], join(folder, "cache"));
});
afterAll(async () => {
  await board.interrupt();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const PAGES_OF_A_RUN = ["./", "./?run=healthy", "./?run=healthy&page=tags", "./?run=healthy&page=projection"];
const canvasOf = (name: string) => `canvas[aria-label^="${name}"]`;

async function open(query: string, options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(browser, options);
  await opened.page.goto(new URL(query, await board.address).href);
  return opened;
}

async function violationsOn(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  // axe-core puts itself on window; it ships no type for that.
  const { violations } = await page.evaluate(() =>
    (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe("the board", () => {
  it("lists the runs with their verdicts and last losses and leads to each", async () => {
    const { page, problems } = await open("./");
    const verdict = page
      .getByRole("row", { name: /healthy/ })
      .first()
      .locator(".cell-verdict");
    await expect.poll(() => verdict.textContent(), PATIENCE).toMatch(/^(healthy|watch|failing|unknown)/);
    await page
      .getByRole("link", { name: /healthy/ })
      .first()
      .click();
    await expect.poll(() => page.url(), PATIENCE).toContain("run=healthy");
    await page.locator(canvasOf("Losses")).first().waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it.each([
    ["light", 1440],
    ["dark", 1440],
    ["light", 400],
  ] as const)(
    "has no accessibility violations and no sideways scrolling in %s at %i px",
    async (theme, width) => {
      for (const query of PAGES_OF_A_RUN) {
        const { page } = await open(query, { theme, width, bypassCSP: true });
        await page.locator("h1, h2").first().waitFor();
        await page.waitForLoadState("networkidle", { timeout: 2_000 }).catch(() => {});
        expect(await violationsOn(page)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
        await page.close();
      }
    },
  );

  it("draws a spike of one step among 100,000 at every zoom", async () => {
    for (const [from, to] of [
      [0, 99_999],
      [40_000, 60_000],
      [54_000, 54_600],
      [54_310, 54_330],
    ]) {
      const { page } = await open(`./?run=spike&page=tags&from=${from}&to=${to}`);
      const figure = page.locator(canvasOf("d_loss")).first();
      await expect.poll(() => figure.getAttribute("aria-label"), PATIENCE).toMatch(/1,000|1e3|1\.00k|1000/);
      await page.close();
    }
  });

  it("redraws when a record is appended", async () => {
    const live = openLog(join(logs, "live"));
    live.events.scalar("g_loss", 0, 1);
    live.events.scalar("g_loss", 1, 2);
    live.events.flush();
    const { page } = await open("./?run=live&page=tags");
    const figure = page.locator(canvasOf("g_loss")).first();
    await expect
      .poll(async () => (await paintedOn(page, canvasOf("g_loss"))).inkShare, PATIENCE)
      .toBeGreaterThan(0);
    const before = (await paintedOn(page, canvasOf("g_loss"))).fingerprint;
    live.events.scalar("g_loss", 2, 77);
    live.events.flush();
    await expect.poll(() => figure.getAttribute("aria-label"), PATIENCE).toContain("77");
    expect((await paintedOn(page, canvasOf("g_loss"))).fingerprint).not.toBe(before);
    live.events.close();
    await page.close();
  });
});
