import { expect, test } from "vitest";
import { openMemoryStore } from "../store/index.ts";
import { endingStore } from "./ending-store.ts";

test("a store's failures are told, and reach whoever asked too", async () => {
  const damaged = new Error("MDB_CORRUPTED");
  const told: unknown[] = [];
  const broken = { ...openMemoryStore(), removeRun: () => Promise.reject(damaged), runs: async () => [] };
  const store = endingStore(broken, (error) => told.push(error));
  expect(await store.runs()).toEqual([]);
  await expect(store.removeRun("a")).rejects.toBe(damaged);
  expect(told).toEqual([damaged]);
});
