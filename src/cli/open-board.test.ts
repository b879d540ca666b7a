import { expect, it } from "vitest";
import { boardSettings } from "./open-board.ts";

const limitOf = (given: string) => boardSettings({ "memory-limit": given }, []).memoryLimitBytes;

it("takes a memory limit in bytes or with a unit, in any case", () => {
  expect(boardSettings({}, []).memoryLimitBytes).toBeUndefined();
  expect(limitOf("200000000")).toBe(200_000_000);
  expect(limitOf("512MB")).toBe(512_000_000);
  expect(limitOf("1.5 gb")).toBe(1_500_000_000);
});

it.each(["", "many", "12", "1MB", "-5GB", "5TB"])(
  "refuses %o as a memory limit, with an example",
  (given) => {
    expect(() => limitOf(given)).toThrow(/at least 64 MB.+512MB/s);
  },
);
