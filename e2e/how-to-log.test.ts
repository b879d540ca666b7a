/** What would settle an open question comes with the code to log it, in the reader's framework. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openBrowser, openPage, PATIENCE } from "./browser.ts";
import { start } from "./program.ts";
import { openLog } from "./written-log.ts";

it("says what would settle an unknown verdict, with code, also on a narrow screen", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nashboard-how-to-log-"));
  const { events } = openLog(join(folder, "logs"));
  for (let step = 0; step < 600; step++) {
    events.scalar("generator/loss", step, 0.7 + Math.sin(step) / 10);
    events.scalar("discriminator/loss", step, 1.39 - Math.sin(step) / 10);
  }
  events.close();
  const board = start([join(folder, "logs"), "--port", "0"], join(folder, "cache"));
  const browser = await openBrowser();
  const { page, problems } = await openPage(browser, { width: 400, height: 900 });
  await page.goto(await board.address);
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect.poll(() => verdict.textContent(), PATIENCE).toContain("What would settle this: log ");
  await verdict.getByText("Code to log it").first().click();
  const code = verdict.locator("pre").first();
  await expect.poll(() => code.textContent(), PATIENCE).toContain("writer.add_");
  await verdict.getByRole("button", { name: "TensorFlow.js" }).first().click();
  await expect.poll(() => code.textContent(), PATIENCE).toContain("step");
  expect(await code.textContent()).not.toContain("writer.add_");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
  await page.reload();
  await verdict.getByText("Code to log it").first().click();
  const chosen = verdict.getByRole("button", { name: "TensorFlow.js" }).first();
  await expect.poll(() => chosen.getAttribute("aria-pressed"), PATIENCE).toBe("true");
  expect(problems).toEqual([]);
  await browser.close();
  await board.interrupt();
  rmSync(folder, { recursive: true, force: true });
});
