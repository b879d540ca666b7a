import { expect, test } from "vitest";
import { ExplainedError } from "../model/index.ts";
import { openMemoryStore } from "../store/index.ts";
import { type BoardData, withMemoryBehind } from "./board-data.ts";

function dataOf(closed: string[], name: string): BoardData {
  const store = openMemoryStore();
  const close = async () => void closed.push(name);
  return { store, firstPass: Promise.resolve(), isLoading: () => name === "memory", close };
}

test("a board goes on in memory when its cache fails, and closes both in the end", async () => {
  const closed: string[] = [];
  const failed = Promise.resolve(
    new ExplainedError({ code: "INGEST_FAILED", what: "The disk is full.", why: "", fix: "" }),
  );
  const reasons: string[] = [];
  const data = withMemoryBehind({ ...dataOf(closed, "cache"), failed }, ({ what }) => {
    reasons.push(what);
    return dataOf(closed, "memory");
  });
  expect(data.isLoading()).toBe(false);
  await data.firstPass;
  expect([reasons, data.isLoading()]).toEqual([["The disk is full."], true]);
  await data.close();
  expect(closed).toEqual(["cache", "memory"]);
});
