/** The address is read back as written, and survives what people type. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { LAYOUT_METHODS } from "../../api/index.ts";
import { AXES, MAX_SMOOTHING } from "../../model/index.ts";
import { type Address, formatAddress, HOME, PAGES, parseAddress, THEME_CHOICES } from "./address.ts";

const step = fc.integer({ min: 0, max: 1_000_000_000 });
const addresses: fc.Arbitrary<Address> = fc
  .record({
    run: fc.option(fc.string({ unit: "grapheme" })),
    page: fc.option(fc.constantFrom(...PAGES)),
    step: fc.option(step),
    range: fc.option(fc.tuple(step, fc.integer({ min: 1, max: 1000 }))),
    runs: fc.array(fc.string({ unit: "grapheme" }), { maxLength: 3 }),
    match: fc.option(fc.string({ unit: "grapheme" })),
    axis: fc.constantFrom(...AXES),
    smoothing: fc.double({ min: 0, max: MAX_SMOOTHING, noNaN: true }).map(Math.abs),
    method: fc.constantFrom(...LAYOUT_METHODS),
    theme: fc.option(fc.constantFrom(...THEME_CHOICES)),
  })
  .map((address) => ({
    ...address,
    page: address.page ?? (address.run === null ? null : "game"),
    range:
      address.range === null ? null : { from: address.range[0], to: address.range[0] + address.range[1] },
  }));

test("every address is read back as written", () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(parseAddress(formatAddress(address))).toEqual(address);
    }),
    { seed: 20 },
  );
});

test("an address reads like a sentence", () => {
  expect(
    formatAddress({
      page: "tags",
      run: "mnist/lr=2e-4, no R1",
      step: 6820,
      range: { from: 6000, to: 8000 },
      runs: [],
      match: null,
      axis: "wall",
      smoothing: 0.9,
      method: "t-sne",
      theme: "dark",
    }),
  ).toBe(
    "?run=mnist/lr%3D2e-4,%20no%20R1&page=tags&step=6820&from=6000&to=8000&axis=wall&smoothing=0.9&method=t-sne&theme=dark",
  );
});

test("nothing in the address is home", () => {
  expect(parseAddress("")).toEqual(HOME);
  expect(formatAddress(HOME)).toBe("?");
});

test("a run without a page opens its game", () => {
  expect(parseAddress("?run=a").page).toBe("game");
});

test("the run at the root of the log directory, named by the empty string, is not the same as no run", () => {
  expect(parseAddress("?run=").run).toBe("");
  expect(parseAddress("?page=tags").run).toBeNull();
});

test("step 0 is a step", () => {
  expect(parseAddress("?run=a&step=0").step).toBe(0);
});

test("values that cannot be read are ignored", () => {
  const address = parseAddress("?run=a&page=nowhere&step=soon&from=9&to=3&theme=pink&v=7");
  expect(address).toEqual({ ...HOME, run: "a", page: "game" });
});
