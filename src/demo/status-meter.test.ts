/** Holds statuses to a few a second, with the speed between two of them. */
import { expect, it } from "vitest";
import { StatusMeter } from "./status-meter.ts";
import type { DemoStatus } from "./worker-messages.ts";

const losses = { generator: 1, discriminator: 1, discriminatorReal: 0.5, discriminatorFake: 0.5 };

it("reports the first step, then every quarter of a second, then the last step", () => {
  let now = 0;
  const statuses: DemoStatus[] = [];
  const meter = new StatusMeter(
    () => now,
    (status) => statuses.push(status),
  );
  for (let step = 0; step < 10; step++) {
    now = step * 0.1;
    meter.note({ step, totalSteps: 10, losses, accuracy: null });
  }
  expect(statuses.map(({ step }) => step)).toEqual([0, 3, 6, 9]);
  expect(statuses.map(({ stepsPerSecond }) => Math.round(stepsPerSecond))).toEqual([0, 10, 10, 10]);
});
