/** What every store must do, said once and run on each engine. */
import { afterEach, describe } from "vitest";
import type { Store } from "../store.ts";
import { contractOfBlobs } from "./contract-of-blobs.ts";
import { contractOfChanges } from "./contract-of-changes.ts";
import { contractOfRecords } from "./contract-of-records.ts";
import { contractOfScalars } from "./contract-of-scalars.ts";
import { contractOfViews } from "./contract-of-views.ts";

/** Opens a fresh, empty store; the suite closes it. */
export type OpenStore = () => Promise<Store>;

export function storeContract(engine: string, openEmptyStore: OpenStore): void {
  const opened: Store[] = [];
  const open = async () => {
    const store = await openEmptyStore();
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  describe(`${engine}: scalars`, () => contractOfScalars(open));
  describe(`${engine}: views`, () => contractOfViews(open));
  describe(`${engine}: blobs`, () => contractOfBlobs(open));
  describe(`${engine}: records`, () => contractOfRecords(open));
  describe(`${engine}: changes`, () => contractOfChanges(open));
}
