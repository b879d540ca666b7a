/** Holds pushing to sending each byte once, from where the board's copy ends. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { intakeAt } from "./push-file.ts";

const MEGABYTE = 2 ** 20;
const PLACE = { run: "a/b", file: "events.out.tfevents.1" };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nashboard-push-"));
  path = join(folder, PLACE.file);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A board's intake in memory: appends at its end, and says its size in any case. */
function boardWith(copy: number[], token: string | null = null) {
  const requests: string[] = [];
  const send: typeof fetch = async (input, options) => {
    const request = new Request(input, options);
    const offset = new URL(request.url).searchParams.get("offset");
    requests.push(`${request.method} ${offset ?? ""}`.trim());
    const given = request.headers.get("authorization");
    if (token !== null && given !== `Bearer ${token}`) return new Response("no token", { status: 401 });
    const bytes = request.method === "POST" ? new Uint8Array(await request.arrayBuffer()) : null;
    const isAppended = bytes === null || Number(offset) === copy.length;
    if (bytes !== null && isAppended) for (const byte of bytes) copy.push(byte);
    return Response.json({ size: copy.length }, { status: isAppended ? 200 : 409 });
  };
  const address = new URL(`http://board.example/under/${token === null ? "" : `?token=${token}`}`);
  return { intake: intakeAt(address, send), requests, copy };
}

it("sends a long file piece by piece, and nothing more when asked again", async () => {
  const bytes = Uint8Array.from({ length: MEGABYTE + 5 }, (_, i) => i % 251);
  writeFileSync(path, bytes);
  const { intake, requests, copy } = boardWith([]);
  expect(await intake.push(path, PLACE)).toEqual({
    outcome: "sent",
    sentBytes: MEGABYTE + 5,
    size: MEGABYTE + 5,
  });
  expect(requests).toEqual(["GET", "POST 0", `POST ${MEGABYTE}`]);
  expect(Buffer.compare(Uint8Array.from(copy), bytes)).toBe(0);
  expect(await intake.push(path, PLACE)).toMatchObject({ outcome: "sent", sentBytes: 0 });
});

it("goes on where the board's copy ends, with what was written since", async () => {
  writeFileSync(path, Uint8Array.of(1, 2, 3));
  const { intake, copy } = boardWith([1, 2]);
  await intake.push(path, PLACE);
  appendFileSync(path, Uint8Array.of(4));
  expect(await intake.push(path, PLACE)).toEqual({ outcome: "sent", sentBytes: 1, size: 4 });
  expect(copy).toEqual([1, 2, 3, 4]);
});

it("leaves a longer copy as it is, and says so", async () => {
  writeFileSync(path, Uint8Array.of(1));
  const { intake, copy } = boardWith([1, 2]);
  expect(await intake.push(path, PLACE)).toEqual({ outcome: "differs", sentBytes: 0, size: 2 });
  expect(copy).toEqual([1, 2]);
});

it("shows the token of the address, and explains a refusal with what the board said", async () => {
  writeFileSync(path, Uint8Array.of(1));
  expect(await boardWith([], "secret").intake.push(path, PLACE)).toMatchObject({ size: 1 });
  const refusing = intakeAt(
    new URL("http://board.example/"),
    async () => new Response("no", { status: 401 }),
  );
  await expect(refusing.push(path, PLACE)).rejects.toMatchObject({
    code: "PUSH_REFUSED",
    what: "The board took nothing (401): no",
  });
});
