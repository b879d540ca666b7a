import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, openPage, PATIENCE, paintedOn } from "./browser.ts";
import { type Running, run, start } from "./program.ts";

const folder = mkdtempSync(join(tmpdir(), "nashboard-first-light-"));
const cache = join(folder, "cache");
let browser: Browser;
let demo: Running;

beforeAll(async () => {
  browser = await openBrowser();
  demo = start(
    ["demo", "--port", "0", "--seed", "3", "--steps", "4000", "--logdir", join(folder, "runs")],
    cache,
  );
});
afterAll(async () => {
  await demo.interrupt();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const canvasOf = (name: string) => `canvas[aria-label^="${name}"]`;

/** Until the picture on a canvas stays as it is: what it shows has been fetched and decoded. */
async function settled(page: Page, canvas: string): Promise<void> {
  let before = "";
  await expect
    .poll(
      async () => {
        const { fingerprint } = await paintedOn(page, canvas);
        const isStill = fingerprint === before;
        before = fingerprint;
        return isStill;
      },
      { ...PATIENCE, interval: 500 },
    )
    .toBe(true);
}

it("trains on real MNIST and shows moving charts, samples and heat maps, and loses nothing", async () => {
  const { page, problems } = await openPage(browser);
  await page.goto(await demo.address);
  for (const figure of [
    "Losses",
    "Discriminator accuracy",
    "Discriminator outputs",
    "Gradient norm, generator",
    "Gradient norm, discriminator",
    "Samples from the same noise",
  ]) {
    await page.locator(canvasOf(figure)).first().scrollIntoViewIfNeeded();
    await expect
      .poll(async () => (await paintedOn(page, canvasOf(figure))).inkShare, PATIENCE)
      .toBeGreaterThan(0.01);
  }
  await page.locator(canvasOf("Losses")).first().scrollIntoViewIfNeeded();
  const before = (await paintedOn(page, canvasOf("Losses"))).fingerprint;
  await expect
    .poll(async () => (await paintedOn(page, canvasOf("Losses"))).fingerprint, PATIENCE)
    .not.toBe(before);

  const samples = canvasOf("Samples at the cursor");
  // What is far below the window is not drawn, and has no words yet.
  await page.getByRole("heading", { name: "All samples at the cursor" }).scrollIntoViewIfNeeded();
  await page.locator(samples).first().scrollIntoViewIfNeeded();
  await expect.poll(async () => (await paintedOn(page, samples)).inkShare, PATIENCE).toBeGreaterThan(0.05);
  await page.getByRole("slider", { name: "Time" }).focus();
  const grid = page.locator(samples).first();
  const shown = () => grid.getAttribute("aria-label");
  // What follows the cursor lies on the canvas above; only what is in view is fetched.
  const following = `${samples} + canvas`;
  const seen = async () => {
    await grid.scrollIntoViewIfNeeded();
    return (await paintedOn(page, following)).fingerprint;
  };
  await page.keyboard.press("Home");
  await expect.poll(shown, PATIENCE).toContain("samples of step 0.");
  await grid.scrollIntoViewIfNeeded();
  await settled(page, following);
  const first = await seen();
  for (let probe = 0; probe < 3; probe++) await page.keyboard.press("ArrowRight");
  await expect.poll(shown, PATIENCE).toContain("samples of step 5.");
  await expect.poll(seen, PATIENCE).not.toBe(first);

  await page.reload();
  await page.locator(canvasOf("Losses")).first().scrollIntoViewIfNeeded();
  await expect
    .poll(async () => (await paintedOn(page, canvasOf("Losses"))).inkShare, PATIENCE)
    .toBeGreaterThan(0.01);
  expect(problems).toEqual([]);
  await page.close();

  const ended = await demo.interrupt();
  expect(ended.exitCode).toBe(0);
  expect(ended.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?run=\S+\nstep [\d,]+ of 4,000 · /);
  const inspected = JSON.parse((await run(["inspect", join(folder, "runs"), "--json"], cache)).stdout);
  const [one] = inspected.runs;
  expect(readdirSync(join(folder, "runs"))).toEqual([one.run]);
  expect(one.files[0].dataLoss).toEqual([]);
  const losses = one.tags.find(({ tag }: { tag: string }) => tag === "generator/loss");
  expect(losses.points).toBe(losses.lastStep + 1);
  expect(one.games[0].lossFamily).toBe("bce-ns");
});
