import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, openPage, PATIENCE, paintedOn } from "./browser.ts";
import { type Running, start } from "./program.ts";
import { openLog, writeGame } from "./written-log.ts";

const folder = mkdtempSync(join(tmpdir(), "nashboard-quality-"));
const logs = join(folder, "logs");
let browser: Browser;
let board: Running;

beforeAll(async () => {
  writeGame(openLog(join(logs, "game")), 60);
  const losses = openLog(join(logs, "losses"));
  losses.events.scalar("generator/loss", 0, 1);
  losses.events.close();
  browser = await openBrowser();
  board = start([logs, "--port", "0"], join(folder, "cache"));
});
afterAll(async () => {
  await board.interrupt();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const canvasOf = (name: string) => `canvas[aria-label^="${name}"]`;

async function open(query: string) {
  const opened = await openPage(browser);
  await opened.page.goto(new URL(query, await board.address).href);
  return opened;
}

describe("quality", () => {
  it("draws what is derived with its chance level and sample counts, and counts it apart", async () => {
    const { page, problems } = await open("./?run=game");
    const quality = page.getByRole("region", { name: /^Quality/ });
    await quality.waitFor(PATIENCE);
    await quality.scrollIntoViewIfNeeded();
    const auc = quality.getByRole("region", { name: /^AUC of real against fake outputs/ });
    await auc.scrollIntoViewIfNeeded();
    await auc.getByText("n 128 real, 128 generated").waitFor(PATIENCE);
    const figure = canvasOf("AUC of real against fake outputs");
    await expect.poll(async () => (await paintedOn(page, figure)).inkShare, PATIENCE).toBeGreaterThan(0.005);
    const links = page.getByRole("navigation", { name: "Parts of the run" });
    const logged = await links.getByRole("link", { name: /^All tags/ }).textContent();
    await links.getByRole("link", { name: /^All tags/ }).click();
    await page.getByText(`${logged?.replace(/\D/g, "")} tags`, { exact: true }).waitFor(PATIENCE);
    const derived = page.getByRole("heading", { name: /^Derived/ });
    await derived.waitFor(PATIENCE);
    expect(await page.getByRole("heading", { name: /:low/ }).count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("projection", () => {
  it("lays samples out, follows the cursor, and shows the sample pointed at", async () => {
    const { page, problems } = await open("./?run=game&page=projection");
    await page.getByText("Laid out", { exact: true }).waitFor({ timeout: 60_000 });
    const plane = canvasOf("Projection");
    await expect.poll(async () => (await paintedOn(page, plane)).inkShare, PATIENCE).toBeGreaterThan(0.001);
    const spoken = () => page.locator(plane).first().getAttribute("aria-label");
    expect(await spoken()).toContain("64 generated samples of step 50 among 384 real ones");
    const generated = `${plane} + canvas`;
    const last = (await paintedOn(page, generated)).fingerprint;
    await page.getByRole("group", { name: "Projection" }).focus();
    await page.keyboard.press("Home");
    await expect.poll(spoken, PATIENCE).toContain("samples of step 0 among");
    expect((await paintedOn(page, generated)).fingerprint).not.toBe(last);
    await page.keyboard.press("ArrowDown");
    const picture = canvasOf("Sample 0 of samples/fixed_noise");
    await page.locator(picture).waitFor(PATIENCE);
    await expect.poll(async () => (await paintedOn(page, picture)).inkShare, PATIENCE).toBeGreaterThan(0.05);
    await page.getByText("trustworthiness", { exact: true }).waitFor(PATIENCE);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("stops when asked, and begins again", async () => {
    const { page } = await open("./?run=game&page=projection&method=t-sne");
    await page.getByRole("button", { name: "Stop" }).click(PATIENCE);
    await page.getByText("Stopped", { exact: true }).waitFor(PATIENCE);
    await page.getByRole("button", { name: "Lay out again" }).click(PATIENCE);
    await page.getByRole("progressbar", { name: "Progress of the layout" }).waitFor(PATIENCE);
    await page.close();
  });

  it("says what to log where there is nothing to lay out", async () => {
    const { page } = await open("./?run=losses&page=projection");
    await page.getByText("samples/fixed_noise").waitFor(PATIENCE);
    await page.close();
  });
});
