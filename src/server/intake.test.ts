/** Holds the intake to its directory, to its offsets, and to letting only those send who may. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LARGEST_INTAKE_BYTES } from "../api/index.ts";
import { type App, createApp } from "./app.ts";
import type { Access } from "./guard.ts";
import { openSmallBoard } from "./testing/small-board.ts";

const FILE = "events.out.tfevents.1700000000.browser.a-b.nashboard";
const LOOPBACK: Access = { kind: "loopback", allowedHosts: ["trainer.example"] };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nashboard-intake-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function openApp(access: Access = LOOPBACK, intakeDirectory?: string): Promise<App> {
  const board = await openSmallBoard();
  return createApp({ board, page: new Map(), access, pathPrefix: "", intakeDirectory });
}

interface Sent {
  readonly run?: string;
  readonly file?: string;
  readonly offset?: number;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

async function send(app: App, sent: Sent = {}): Promise<Response> {
  const { run = "a/b", file = FILE, offset = 0, bytes = Uint8Array.of(1, 2, 3), method = "POST" } = sent;
  const query = new URLSearchParams({ run, file, offset: String(offset) });
  const headers = { host: "127.0.0.1:6886", "content-type": "application/octet-stream", ...sent.headers };
  const body = method === "POST" ? { body: bytes } : {};
  return app.fetch(new Request(`http://127.0.0.1/api/intake?${query}`, { method, headers, ...body }));
}

const stored = (run = "a/b") => [...readFileSync(join(directory, run, FILE))];

describe("what is sent", () => {
  it("is appended where the file ends, and the answer says how long the file is then", async () => {
    const app = await openApp(LOOPBACK, directory);
    expect(await (await send(app)).json()).toEqual({ size: 3 });
    expect(await (await send(app, { offset: 3, bytes: Uint8Array.of(4) })).json()).toEqual({ size: 4 });
    expect(stored()).toEqual([1, 2, 3, 4]);
    expect(await (await send(app, { method: "GET" })).json()).toEqual({ size: 4 });
  });

  it("is not appended at another offset, so that a request sent twice adds nothing", async () => {
    const app = await openApp(LOOPBACK, directory);
    await send(app);
    for (const offset of [0, 2, 7]) {
      const answer = await send(app, { offset });
      expect([answer.status, await answer.json()]).toEqual([409, { size: 3 }]);
    }
    expect(stored()).toEqual([1, 2, 3]);
  });

  it("is appended once where two requests for one place arrive together", async () => {
    const app = await openApp(LOOPBACK, directory);
    const answers = await Promise.all([send(app), send(app)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(stored()).toEqual([1, 2, 3]);
  });

  it("is refused where the board has no intake directory, or the body is too large", async () => {
    expect(await (await send(await openApp())).json()).toMatchObject({ code: "INTAKE_CLOSED" });
    const app = await openApp(LOOPBACK, directory);
    const answer = await send(app, { bytes: new Uint8Array(LARGEST_INTAKE_BYTES + 1) });
    expect([answer.status, (await answer.json()).code]).toEqual([413, "INTAKE_TOO_LARGE"]);
  });
});

describe("the directory", () => {
  it("is never left by a name", async () => {
    const app = await openApp(LOOPBACK, directory);
    for (const run of ["..", "a/../..", "/etc", "a//b", ".hidden", "a\\b", "a\0b", "", "x".repeat(200)]) {
      const answer = await send(app, { run });
      expect([run, answer.status, (await answer.json()).code]).toEqual([run, 400, "INTAKE_NAME"]);
    }
    for (const file of [
      "notes.txt",
      "events.out.tfevents.1/../x",
      "events.out.tfevents.",
      "../events.out.tfevents.1",
    ]) {
      expect([file, (await send(app, { file })).status]).toEqual([file, 400]);
    }
  });

  it("is never left through a symbolic link", async () => {
    const outside = mkdtempSync(join(tmpdir(), "nashboard-outside-"));
    symlinkSync(outside, join(directory, "linked"));
    const app = await openApp(LOOPBACK, directory);
    expect((await send(app, { run: "linked" })).status).toBe(400);
    expect((await send(app, { run: "linked/deeper" })).status).toBe(400);
    expect(readdirSync(outside)).toEqual([]);
    await send(app, { run: "c" });
    symlinkSync(join(outside, "x"), join(directory, "c", `${FILE}.1`));
    expect((await send(app, { run: "c", file: `${FILE}.1` })).status).toBe(507);
    rmSync(outside, { recursive: true });
  });
});

describe("who may send", () => {
  it("is a page of this machine or of an allowed host, which is told so when it asks first", async () => {
    const app = await openApp(LOOPBACK, directory);
    for (const origin of ["http://localhost:5173", "http://127.0.0.1:8080", "https://trainer.example"]) {
      const asked = await send(app, { method: "OPTIONS", headers: { origin } });
      expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([204, origin]);
    }
    expect((await send(app, { headers: { origin: "http://localhost:5173" } })).status).toBe(200);
  });

  it("is no page of another site, nor a form, which browsers let through without asking", async () => {
    const app = await openApp(LOOPBACK, directory);
    const foreign = await send(app, { headers: { origin: "https://evil.example" } });
    expect([foreign.status, (await foreign.json()).code]).toEqual([403, "ORIGIN_NOT_ALLOWED"]);
    expect((await send(app, { headers: { origin: "null" } })).status).toBe(403);
    expect((await send(app, { headers: { "content-type": "text/plain" } })).status).toBe(400);
    expect((await send(app, { headers: { host: "evil.example" } })).status).toBe(403);
  });

  it("shows the token where the board listens beyond loopback, but may ask without it", async () => {
    const app = await openApp({ kind: "token", token: "secret" }, directory);
    const origin = "https://page.example";
    expect((await send(app, { method: "OPTIONS", headers: { origin } })).status).toBe(204);
    expect((await send(app, { headers: { origin } })).status).toBe(401);
    const authorization = "Bearer secret";
    expect((await send(app, { headers: { origin, authorization } })).status).toBe(200);
  });
});
