import { expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

it("begins each only when the one before has ended, and passes over who gave up", async () => {
  const inTurn = oneAtATime();
  const seen: string[] = [];
  const act = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (name === "b") throw new Error("b fails");
  };
  const { signal } = new AbortController();
  const a = inTurn(signal, act("a"));
  const b = inTurn(signal, act("b"));
  const givenUp = inTurn(AbortSignal.abort(), act("c"));
  const d = inTurn(signal, act("d"));
  await expect(b).rejects.toThrow("b fails");
  await expect(givenUp).rejects.toThrow();
  await Promise.all([a, d]);
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "d begins", "d ends"]);
});
