/** Uncaught errors stay the business of whoever listened for them before. */
import process from "node:process";
import { afterEach, expect, it } from "vitest";
import { withoutLeavingListeners } from "./error-listeners.ts";

const earlier = () => {};
afterEach(() => {
  process.removeListener("uncaughtException", earlier);
});

it("removes the listeners that starting adds, and no earlier one", async () => {
  process.on("uncaughtException", earlier);
  const held = () => [process.listeners("uncaughtException"), process.listeners("unhandledRejection")];
  const before = held();
  await withoutLeavingListeners(async () => {
    process.on("uncaughtException", () => {});
    process.on("unhandledRejection", () => {});
  });
  expect(held()).toEqual(before);
  expect(before[0]).toContain(earlier);
});
