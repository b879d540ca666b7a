/** Holds the event file to TensorBoard's name, to appending only, and to explaining why it cannot be written. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ExplainedError } from "../model/index.ts";
import { explainedFileFailure } from "./file-failure.ts";
import { openNodeEventFile } from "./node-event-file.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nashboard-sdk-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

it("makes the directory and a file that TensorBoard recognises by its name", () => {
  const file = openNodeEventFile({ directory: join(directory, "a", "b"), startSeconds: 1700000000.9 });
  file.append(Uint8Array.of(1, 2));
  file.append(Uint8Array.of(3));
  file.close();
  expect(basename(file.path)).toBe(`events.out.tfevents.1700000000.${hostname()}.${process.pid}.nashboard`);
  expect([...readFileSync(file.path)]).toEqual([1, 2, 3]);
});

it("never opens a file that is there: a second log in the same second gets a name of its own", () => {
  const first = openNodeEventFile({ directory, startSeconds: 1700000000 });
  first.append(Uint8Array.of(1));
  const second = openNodeEventFile({ directory, startSeconds: 1700000000 });
  expect(second.path).toBe(`${first.path}.1`);
  expect([...readFileSync(first.path)]).toEqual([1]);
  first.close();
  second.close();
});

it("explains a directory that cannot be made, with path and cause", () => {
  const blocked = join(directory, "file");
  writeFileSync(blocked, "");
  const act = () => openNodeEventFile({ directory: join(blocked, "run") });
  expect(act).toThrow(ExplainedError);
  expect(act).toThrow(/part of the path is a file.*move that file.*file\/run/s);
});

it("explains what a full disk and a missing permission mean, and any other failure by its code", () => {
  const failure = (code: string) => explainedFileFailure(Object.assign(new Error(code), { code }), "/runs/a");
  expect(failure("ENOSPC")).toMatchObject({
    code: "SDK_EVENT_FILE",
    what: "The event file could not be written: the disk is full.",
    fix: "Free some space, or log to another disk.",
    where: "/runs/a",
  });
  expect(failure("EACCES").what).toContain("permission was denied");
  expect(failure("EIO").what).toContain("the system reported EIO");
});
