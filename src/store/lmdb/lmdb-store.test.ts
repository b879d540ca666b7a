import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { storeContract } from "../testing/contract.ts";
import { openLmdbStore } from "./lmdb-store.ts";

const directories: string[] = [];
afterAll(() => Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true }))));

storeContract("lmdb", async () => {
  const directory = await mkdtemp(join(tmpdir(), "nashboard-store-"));
  directories.push(directory);
  return openLmdbStore({
    directory,
    notice: (line) => {
      throw new Error(line);
    },
  });
});
