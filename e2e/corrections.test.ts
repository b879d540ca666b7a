/** What a tag or a loss was taken for is corrected on the page, holds at once, persists, and can be taken back. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { openBrowser, openPage, PATIENCE } from "./browser.ts";
import { type Running, run, start } from "./program.ts";
import { openLog } from "./written-log.ts";

const STEPS = 40;
let browser: Browser;
let folder: string;
let logs: string;
let board: Running;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nashboard-corrections-"));
  logs = join(folder, "logs");
  const { events } = openLog(logs);
  for (let step = 0; step < STEPS; step++) {
    const wave = Math.sin(step) / 10;
    events.scalar("loss_G", step, 0.7 + wave);
    events.scalar("loss_D", step, 1.39 - wave);
    events.scalar("mystery", step, wave);
  }
  events.close();
});
afterEach(async () => {
  await board.interrupt();
  rmSync(folder, { recursive: true, force: true });
});

async function openBoardOn(path: string, part: string) {
  board = start([path, "--port", "0"], join(folder, "cache"));
  const opened = await openPage(browser);
  await opened.page.goto(`${await board.address}?page=${part}`);
  return opened;
}

const written = () => JSON.parse(readFileSync(join(logs, "nashboard.json"), "utf8"));
const shows = (page: Page, role: "button" | "status" | "alert", name: string | RegExp) =>
  expect.poll(() => page.getByRole(role, { name }).count(), PATIENCE).toBeGreaterThan(0);
const says = (page: Page, role: "status" | "alert", text: string) =>
  expect
    .poll(async () => (await page.getByRole(role).allTextContents()).join("\n"), PATIENCE)
    .toContain(text);

it("corrects a role by keyboard alone, everywhere at once, and takes it back", async () => {
  const { page, problems } = await openBoardOn(logs, "tags");
  await page.getByRole("button", { name: /^mystery: no known role/ }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByRole("combobox").count(), PATIENCE).toBe(1);
  await page.keyboard.type("outputs held");
  await page.keyboard.press("Enter");
  await shows(page, "button", /^mystery: outputs on held-out real, corrected by you/);
  expect(written().roles).toEqual({ "*": { mystery: "d.out.heldOut" } });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await expect.poll(focused, PATIENCE).toContain("mystery: outputs on held-out real");

  await page.keyboard.press("1");
  await expect
    .poll(() => page.getByRole("heading", { name: "Discriminator outputs" }).count(), PATIENCE)
    .toBe(1);
  const inspected = JSON.parse((await run(["inspect", logs, "--json"], join(folder, "cache"))).stdout);
  const tags: { tag: string; role: string }[] = inspected.runs[0].tags;
  expect(tags.find(({ tag }) => tag === "mystery")?.role).toBe("d.out.heldOut");

  await page.getByRole("button", { name: "1 correction" }).click();
  await page.getByRole("button", { name: /^Remove: mystery/ }).click();
  await expect.poll(written, PATIENCE).toEqual({ roles: {}, lossFamily: {} });
  await expect
    .poll(() => page.getByRole("heading", { name: "Discriminator outputs" }).count(), PATIENCE)
    .toBe(0);
  expect(problems).toEqual([]);
  await page.close();
});

it("corrects the loss family of a run, and goes back to what was recognised", async () => {
  const { page } = await openBoardOn(logs, "game");
  const family = page.locator("main").getByRole("button", { name: /^Loss family:/ });
  await expect.poll(() => family.getAttribute("aria-label"), PATIENCE).toContain("non-saturating BCE");
  await family.click();
  await page.getByRole("option", { name: /^hinge/ }).click();
  await expect.poll(() => family.getAttribute("aria-label"), PATIENCE).toContain("hinge, corrected by you");
  expect(written().lossFamily).toEqual({ ".": "hinge" });
  await family.click();
  await expect.poll(() => page.getByText("By itself Nashboard takes it for").count(), PATIENCE).toBe(1);
  await page.getByRole("button", { name: "Back to automatic" }).click();
  await expect.poll(() => family.getAttribute("aria-label"), PATIENCE).not.toContain("corrected by you");
  expect(written().lossFamily).toEqual({});
  await page.close();
});

it("shows on every open page what another corrects, and what a hand writes into the file", async () => {
  const { page } = await openBoardOn(logs, "tags");
  const { page: other } = await openPage(browser);
  await other.goto(`${await board.address}?page=tags`);
  await shows(other, "button", /^mystery: no known role/);
  await page.getByRole("button", { name: /^mystery/ }).click();
  await page.getByRole("option", { name: /^learning rate lr$/ }).click();
  await shows(other, "button", /^mystery: learning rate, corrected by you/);
  writeFileSync(join(logs, "nashboard.json"), "{}");
  for (const one of [page, other]) await shows(one, "button", /^mystery: no known role/);
  await other.close();
  await page.close();
});

it("says where corrections are not understood, goes on without them and never overwrites them", async () => {
  const path = join(logs, "nashboard.json");
  const mistyped = '{"roles": {"*": {"mystery": "d.lose"}}}';
  writeFileSync(path, mistyped);
  const { page } = await openBoardOn(logs, "tags");
  await says(page, "status", path);
  await page.setViewportSize({ width: 400, height: 900 });
  // Figures take their new width in the frame after the window's.
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overhang, PATIENCE).toBe(0);
  await shows(page, "button", /^loss_D: discriminator loss/);
  await page.getByRole("button", { name: /^mystery/ }).click();
  await page.getByRole("option", { name: /^learning rate lr$/ }).click();
  await says(page, "alert", "roles › * › mystery");
  expect(readFileSync(path, "utf8")).toBe(mistyped);
  const { exitCode, stderr } = await run(["check", logs], join(folder, "cache"));
  expect(exitCode).not.toBe(1);
  expect(stderr).toContain(path);
  await page.close();
});

it("keeps corrections in the cache where the log directory takes none, and says so", async () => {
  const [file] = readdirSync(logs);
  const { page } = await openBoardOn(join(logs, String(file)), "tags");
  await page.getByRole("button", { name: /^mystery/ }).click();
  await expect.poll(() => page.getByText("-corrections/nashboard.json").count(), PATIENCE).toBe(1);
  await page.getByRole("option", { name: /^learning rate lr$/ }).click();
  await shows(page, "button", /^mystery: learning rate, corrected by you/);
  expect(readdirSync(logs)).toEqual([file]);
  await page.close();
});
