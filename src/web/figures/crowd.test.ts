import { expect, it } from "vitest";
import { spreadOut } from "./crowd.ts";

const lines = [50, 10, 40, 20, 30].map((lineY) => ({ lineY }));

it("labels lines from top to bottom, the outermost among them", () => {
  expect(spreadOut(lines, 3).map(({ lineY }) => lineY)).toEqual([10, 30, 50]);
});

it("labels every line where there is room, in the order given", () => {
  expect(spreadOut(lines, 5)).toEqual(lines);
});
