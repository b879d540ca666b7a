import { expect, test } from "vitest";
import { ExplainedError } from "../model/index.ts";
import { openMemoryStore } from "../store/index.ts";
import { createDescriber, openValueReader } from "./index.ts";

test("hyperparameters that cannot be read are said in their place, and are asked for again", async () => {
  const store = openMemoryStore();
  const values = openValueReader(store);
  let isBroken = true;
  const describe = createDescriber(store, {
    ...values,
    hyperparameters: async () => {
      if (!isBroken) return [{ name: "lr", value: "0.1" }];
      const what = "A summary value of 56 bytes is not well formed.";
      throw new ExplainedError({ code: "TFEVENTS_VALUE_MALFORMED", what, why: "", fix: "" });
    },
  });
  expect(await describe("run")).toEqual({
    roles: [],
    games: [],
    hyperparameters: [{ name: "cannot be read", value: "A summary value of 56 bytes is not well formed." }],
  });
  isBroken = false;
  expect((await describe("run")).hyperparameters).toEqual([{ name: "lr", value: "0.1" }]);
});
