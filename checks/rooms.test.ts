import { readdirSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { mayImport, ROOMS } from "./rooms.ts";
import { filesBelow, importsOf, isTest, isTypeScript, ROOT } from "./source-files.ts";

const sources = filesBelow(
  "src",
  (path) => isTypeScript(path) && !isTest(path) && !path.includes("/assembly/"),
);

function roomOf(path: string): string {
  return path.split("/")[1] ?? "";
}

/** Imports of a file that lead to another room, as [room, path inside it]. */
function foreignImports(path: string): { room: string; inside: string }[] {
  return importsOf(path)
    .filter((name) => name.startsWith("."))
    .map((name) => posix.normalize(posix.join(posix.dirname(path), name)))
    .filter((target) => target.startsWith("src/") && roomOf(target) !== roomOf(path))
    .map((target) => ({ room: roomOf(target), inside: target.split("/").slice(2).join("/") }));
}

describe("rooms", () => {
  test("every folder of src is a room of the table, and every room has a folder", () => {
    expect(readdirSync(`${ROOT}/src`).sort()).toEqual(Object.keys(ROOMS).sort());
  });

  test("no file imports a room that the table does not allow", () => {
    const wrong = sources.flatMap((path) =>
      foreignImports(path)
        .filter(({ room }) => !mayImport(roomOf(path), room))
        .map(({ room }) => `${path} imports ${room}`),
    );
    expect(wrong).toEqual([]);
  });

  test("nobody imports past another room's index", () => {
    const wrong = sources.flatMap((path) =>
      foreignImports(path)
        .filter(({ inside }) => inside !== "index.ts")
        .map(({ room, inside }) => `${path} imports ${room}/${inside}`),
    );
    expect(wrong).toEqual([]);
  });

  test("rooms of ring 0 import nothing but rooms of ring 0", () => {
    const wrong = sources
      .filter((path) => ROOMS[roomOf(path)]?.ring === 0)
      .flatMap((path) =>
        importsOf(path)
          .filter((name) => !name.startsWith("."))
          .map((name) => `${path} imports ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  test("the sdk imports nothing that would have to be installed", () => {
    const wrong = sources
      .filter((path) => roomOf(path) === "sdk")
      .flatMap((path) =>
        importsOf(path).filter((name) => !name.startsWith(".") && !name.startsWith("node:")),
      );
    expect(wrong).toEqual([]);
  });
});
