import { expect, it } from "vitest";
import { countsOtherwise, ownSteps, stepsOnClock } from "./common-steps.ts";

const series = (steps: readonly number[], secondsOf: (step: number) => number) => ({
  steps: BigInt64Array.from(steps, BigInt),
  wallTimes: Float64Array.from(steps, (step) => 1000 + secondsOf(step)),
});
const upTo = (count: number, every = 1) => Array.from({ length: count }, (_, i) => i * every);

const BATCHES_AN_EPOCH = 100;
const losses = series(upTo(200, 10), (step) => step / 50);
const pictures = series(upTo(20), (epoch) => ((epoch + 0.99) * BATCHES_AN_EPOCH) / 50);

it("sees that pictures count epochs while losses count batches", () => {
  expect(countsOtherwise(pictures, losses)).toBe(true);
  expect([...stepsOnClock(pictures.wallTimes, losses)].slice(0, 3)).toEqual([90n, 190n, 290n]);
});

it("gives the same steps when the losses have gone on", () => {
  const sooner = { steps: losses.steps.slice(0, 110), wallTimes: losses.wallTimes.slice(0, 110) };
  const [early, late] = [sooner, losses].map((clock) => [...stepsOnClock(pictures.wallTimes, clock)]);
  expect(early?.slice(0, 10)).toEqual(late?.slice(0, 10));
});

it("takes for the same count what was logged for a part of the time, or less often", () => {
  const part = series([500, 510, 520, 530, 540], (step) => step / 50);
  const seldom = series([0, 400, 800, 1200, 1600], (step) => step / 50);
  expect([part, seldom].map((times) => countsOtherwise(times, losses))).toEqual([false, false]);
});

it("takes nothing from times that say nothing: all at once, one series after the other, or going back", () => {
  const atOnce = series(upTo(20), () => 3);
  const afterwards = series(upTo(20), (step) => 100 + step / 1000);
  const goingBack = series(upTo(20), (step) => (step === 7 ? 0 : step));
  const times = [atOnce, afterwards, goingBack];
  expect(times.map((one) => countsOtherwise(one, losses))).toEqual([false, false, false]);
});

it("takes nothing from three points, or from steps that come in leaps", () => {
  const few = series([0, 1, 2], (epoch) => epoch * 2);
  const leaping = series([0, 1, 2, 3, 40, 41], (step) => (step > 10 ? step / 10 : step / 1.1));
  expect([few, leaping].map((times) => countsOtherwise(times, losses))).toEqual([false, false]);
});

it("puts thousands of images on the steps of the losses, too", () => {
  const images = series(upTo(20, 6400), (shown) => shown / 3200);
  expect(countsOtherwise(images, losses)).toBe(true);
});

it("names a stretch of common steps by the steps that a chart of its own shows", () => {
  const own = BigInt64Array.of(0n, 1n, 2n, 3n);
  const common = BigInt64Array.of(90n, 190n, 290n, 390n);
  expect(ownSteps({ fromStep: 190, toStep: 350 }, own, common)).toEqual({ fromStep: 1, toStep: 2 });
  expect(ownSteps({ fromStep: 500, toStep: 600 }, own, common)).toEqual({ fromStep: 3, toStep: 3 });
});
