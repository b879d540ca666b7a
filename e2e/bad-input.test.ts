import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run, start } from "./program.ts";

const folder = mkdtempSync(join(tmpdir(), "nashboard-bad-input-"));
const cache = join(folder, "cache");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function emptyDirectory(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

describe("what people mistype", () => {
  it("a directory that does not exist: exit 1, with what, why, fix and the path", async () => {
    const { exitCode, stdout, stderr } = await run([join(folder, "nowhere")], cache);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("nashboard: There is no such file or directory.");
    expect(stderr).toMatch(/ {2}why {2}.+\n {2}fix {2}.+\n {2}at {3}.*nowhere/);
  });

  it("no directory where no default exists: exit 2", async () => {
    const { exitCode, stderr } = await run([], cache, emptyDirectory("elsewhere"));
    expect(exitCode).toBe(2);
    expect(stderr).toContain("none of ./runs, ./logs, ./lightning_logs exists");
  });

  it("a flag that does not exist: exit 2, and the near one is named", async () => {
    const { exitCode, stderr } = await run(["--prot", "1"], cache);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Did you mean --port?");
  });

  it("a fault, a loss or a model that does not exist: exit 2, and those that do are listed", async () => {
    for (const [flag, listed] of [
      ["fault", "data-range"],
      ["loss", "wgan-gp"],
      ["model", "dcgan"],
    ]) {
      const { exitCode, stderr } = await run(["demo", `--${flag}`, "nonsense"], cache, folder);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(listed);
    }
  });

  it("a file that is no event file: exit 1", async () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "hello");
    const { exitCode, stderr } = await run([path], cache);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("does not contain “tfevents”");
  });
});

describe("what the world refuses", () => {
  it("a busy port that was asked for: exit 1, and how to choose another", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { exitCode, stderr } = await run([emptyDirectory("busy"), "--port", port], cache);
    other.close();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is already in use.`);
    expect(stderr).toContain("--port 0");
  });

  it.skipIf(process.getuid?.() === 0)("a directory without permission: exit 1", async () => {
    const path = emptyDirectory("locked");
    chmodSync(path, 0);
    const { exitCode, stderr } = await run([path], cache);
    chmodSync(path, 0o755);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("There is no permission to read it.");
  });

  it("a directory without event files: the board opens, says so, and ends cleanly on Ctrl-C", async () => {
    const board = start([emptyDirectory("empty"), "--port", "0"], cache);
    const address = await board.address;
    const body = await (await fetch(new URL("api/runs", address))).json();
    expect(body.runs).toEqual([]);
    await expect.poll(() => board.stderr()).toContain("No event files under");
    expect((await board.interrupt()).exitCode).toBe(0);
  });

  it("a file of random bytes: a run with a notice of what was lost, in inspect and over HTTP", async () => {
    const path = emptyDirectory("noise");
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 255);
    writeFileSync(join(path, "events.out.tfevents.1.noise"), noise);
    const { exitCode, stdout } = await run(["inspect", path, "--json"], cache);
    const [inspected] = JSON.parse(stdout).runs;
    expect([exitCode, inspected.run, inspected.files[0].records]).toEqual([0, ".", 0]);
    const board = start([path, "--port", "0", "--json"], cache);
    const { url } = JSON.parse(await board.address);
    const runs = async () => (await (await fetch(new URL("api/runs", url))).json()).runs;
    await expect.poll(runs).toHaveLength(1);
    expect((await runs())[0]).toMatchObject({ run: ".", tagCount: 0, dataLossCount: 1 });
    expect(inspected.files[0].dataLoss).toEqual([
      { offset: 0, bytes: 5000, reason: expect.stringContaining("it holds no events") },
    ]);
    await expect.poll(() => board.stderr()).toContain("5,000 bytes of an event file can't be read");
    expect((await board.interrupt()).exitCode).toBe(0);
  });
});
