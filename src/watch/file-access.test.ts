import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorCodeOf } from "./error-code.ts";
import { BLOCKING_ACCESS, PATIENT_ACCESS } from "./file-access.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "file-access-"));
  await writeFile(join(directory, "file"), Uint8Array.of(1, 2, 3, 4, 5));
  await mkdir(join(directory, "below"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe.each([
  { name: "blocking", access: BLOCKING_ACCESS },
  { name: "patient", access: PATIENT_ACCESS },
])("$name access", ({ access }) => {
  it("reads what there is from any byte on, and no more than asked for", async () => {
    const file = await access.open(join(directory, "file"));
    const into = new Uint8Array(3);
    expect(await file.read(into, 1)).toBe(3);
    expect([...into]).toEqual([2, 3, 4]);
    expect(await file.read(into, 4)).toBe(1);
    expect([...into]).toEqual([5, 3, 4]);
    expect(await file.read(into, 5)).toBe(0);
    expect((await file.facts()).size).toBe(5n);
    await file.close();
  });

  it("tells what is in a directory and what a name stands for", async () => {
    const entries = await access.entries(directory);
    expect(entries.map((entry) => [entry.name, entry.isDirectory()]).sort()).toEqual([
      ["below", true],
      ["file", false],
    ]);
    expect((await access.facts(join(directory, "file"))).size).toBe(5n);
  });

  it("fails with the system's code where there is nothing", async () => {
    const path = join(directory, "missing");
    const codeOf = async (act: () => unknown) => {
      try {
        return await act();
      } catch (error) {
        return errorCodeOf(error);
      }
    };
    expect(await codeOf(() => access.open(path))).toBe("ENOENT");
    expect(await codeOf(() => access.facts(path))).toBe("ENOENT");
    expect(await codeOf(() => access.entries(path))).toBe("ENOENT");
  });
});
