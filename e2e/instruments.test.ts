/** Runs the JavaScript examples for a few steps: in Node, and in a tab that sends to a board or keeps a file. */
import { execFile } from "node:child_process";
import { createReadStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EventFileReader } from "../src/tfevents/index.ts";
import { openBrowser, openPage, PATIENCE } from "./browser.ts";
import { ROOT, run, start } from "./program.ts";

const STEPS = 25;
const CONTENT_TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };
const CANONICAL = [
  "generator/loss",
  "discriminator/loss",
  "discriminator/logits/held_out",
  "generator/gradients/hidden/kernel",
  "discriminator/update_ratio/verdict/kernel",
  "generator/dead_units/hidden",
  "generator/signal_at_samples",
  "generator/gradient_cosine",
  "samples/fixed_noise",
  "samples/real",
  "features/discriminator.hidden/held_out",
  "nashboard/preflight",
  "_hparams_/session_end_info",
];

const folder = mkdtempSync(join(tmpdir(), "nashboard-instruments-"));
const cache = join(folder, "cache");
let browser: Browser;
let files: Server;
let examples: string;

beforeAll(async () => {
  browser = await openBrowser();
  files = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://files").pathname);
    response.setHeader("content-type", CONTENT_TYPES[extname(path)] ?? "application/octet-stream");
    createReadStream(join(ROOT, path))
      .on("error", () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve));
  // `listen` on a port answers with that port.
  const { port } = files.address() as AddressInfo;
  examples = `http://127.0.0.1:${port}/examples/tensorflowjs-browser/index.html`;
});
afterAll(async () => {
  await browser.close();
  files.close();
  rmSync(folder, { recursive: true, force: true });
});

async function inspected(directory: string) {
  const { runs } = JSON.parse((await run(["inspect", directory, "--json"], cache)).stdout);
  return runs[0];
}

it("trains in Node, passes its own preflight and logs everything", async () => {
  const directory = join(folder, "node");
  const program = join(ROOT, "examples", "tensorflowjs-node", "train.mjs");
  const typed = [program, "--steps", String(STEPS), "--logdir", directory];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, typed, { cwd: folder });
  expect(stdout).toContain(`${STEPS} steps logged to ${directory}`);
  expect(stderr).not.toMatch(/problem|cannot-tell/);
  const { tags, games, files: written } = await inspected(directory);
  expect(tags.map(({ tag }: { tag: string }) => tag)).toEqual(expect.arrayContaining(CANONICAL));
  expect(tags.find(({ tag }: { tag: string }) => tag === "generator/loss").points).toBe(STEPS);
  expect([games[0].lossFamily, written[0].dataLoss]).toEqual(["bce-ns", []]);
});

it("trains in a tab and sends everything to a board, which shows it", async () => {
  const intake = join(folder, "intake");
  const board = start(["ui", "--intake", intake, "--port", "0"], cache);
  const address = await board.address;
  const { page, problems } = await openPage(browser);
  await page.goto(`${examples}?steps=${STEPS}&board=${encodeURIComponent(address)}`);
  const status = page.getByRole("status");
  await expect.poll(() => status.textContent(), PATIENCE).toBe(`${STEPS} steps done, all sent.`);
  expect((await page.locator("#findings").textContent())?.split("\n")).toEqual(
    Array.from({ length: 6 }, () => expect.stringMatching(/^passed: /)),
  );
  expect(problems).toEqual([]);
  const { run: name, tags, files: written } = await inspected(intake);
  expect(name).toContain("in-the-tab");
  expect(tags.map(({ tag }: { tag: string }) => tag)).toEqual(expect.arrayContaining(CANONICAL));
  expect(written[0].dataLoss).toEqual([]);
  const shown = async () => (await (await fetch(new URL("api/runs", address))).json()).runs;
  await expect.poll(async () => (await shown())[0]?.lastStep, PATIENCE).toBe(STEPS);
  await page.close();
  await board.interrupt();
});

it("keeps an event file for download where there is no board", async () => {
  const { page, problems } = await openPage(browser);
  await page.goto(`${examples}?steps=3`);
  await expect
    .poll(() => page.getByRole("status").textContent(), PATIENCE)
    .toMatch(/^3 steps done, \d+ bytes/);
  const downloading = page.waitForEvent("download");
  await page.getByText("Download the event file").click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^events\.out\.tfevents\.\d{10}\.browser\./);
  const saved = join(folder, download.suggestedFilename());
  await download.saveAs(saved);
  const { tags, losses } = new EventFileReader().read(readFileSync(saved));
  expect(losses).toEqual([]);
  expect(tags.find(({ info }) => info.tag === "generator/loss")?.scalars?.values).toHaveLength(3);
  expect(problems).toEqual([]);
  await page.close();
});
