import { writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMemoryStore, type Store } from "../store/index.ts";
import { BLOCKING_ACCESS, type FileAccess } from "./file-access.ts";
import { FollowedFile } from "./followed-file.ts";
import { scalarFile } from "./testing/event-bytes.ts";
import { openWatchedFolder, stepsOf, type WatchedFolder } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";
/** So small that the file takes several reads, and longer than a record with what is remembered before it. */
const BUFFER_BYTES = 128;

let logs: WatchedFolder;
let store: Store;
let notices: string[];
beforeEach(async () => {
  logs = await openWatchedFolder();
  store = openMemoryStore();
  notices = [];
  await writeFile(logs.at(NAME), scalarFile("loss", [1, 2, 3, 4, 5]));
});
afterEach(() => logs.end());

/** As Node throws what the system answers. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as a network file system has it`), { code, syscall: "read" });
}

/** The disk, but every second reading of a stretch is answered with `code`. */
function failingEverySecondRead(code: string): FileAccess {
  let readings = 0;
  return {
    ...BLOCKING_ACCESS,
    async open(path) {
      const file = await BLOCKING_ACCESS.open(path);
      const read = (into: Uint8Array, at: number) => {
        if (into.length === BUFFER_BYTES && readings++ % 2 === 0) throw systemError(code);
        return file.read(into, at);
      };
      return { facts: () => file.facts(), read, close: () => file.close() };
    },
  };
}

function follow(access: FileAccess, into: Store): FollowedFile {
  const notice = (line: string) => void notices.push(line);
  const tools = { store: into, notice, buffer: new Uint8Array(BUFFER_BYTES), access };
  return new FollowedFile({ run: ".", path: logs.at(NAME) }, tools);
}

/** As the watcher does: as long as the file has news it is read. */
async function readAll(file: FollowedFile): Promise<void> {
  while ((await file.look()).hasNews) while (await file.readSome());
}

it.each(["ESTALE", "EAGAIN", "EIO", "ETIMEDOUT"])(
  "a read that is answered with %s is tried again from where the last one ended, and nothing is read twice",
  async (code) => {
    await readAll(follow(failingEverySecondRead(code), store));
    expect(await stepsOf(store, ".", "loss")).toEqual([1, 2, 3, 4, 5]);
    expect((await store.run("."))?.files[0]).toMatchObject({ recordCount: 6, dataLosses: [] });
    expect(new Set(notices)).toEqual(
      new Set([`An event file cannot be read (${code}); it is tried again: ${logs.at(NAME)}`]),
    );
  },
);

it("what goes wrong in the store is not said of the file", async () => {
  const append = () => Promise.reject(new Error("the disk is full"));
  const full = { ...store, run: async () => null, tags: async () => [], append };
  await follow(BLOCKING_ACCESS, full).readSome();
  expect(notices).toEqual([
    `What an event file holds cannot be kept (the disk is full); it is tried again: ${logs.at(NAME)}`,
  ]);
});
