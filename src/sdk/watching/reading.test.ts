/** Holds the readings to one fetch a step where the device is another, and to dropping by count when it falls behind. */
import { expect, it } from "vitest";
import { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

/** A device that answers when it is told to. */
class SlowDevice {
  readonly answers: (() => void)[] = [];
  fetchCount = 0;

  tensor(values: readonly number[]): Tensor {
    return {
      shape: [values.length],
      size: values.length,
      dataSync: () => {
        throw new Error("a synchronous read would stall the device");
      },
      data: () => {
        this.fetchCount += 1;
        return new Promise((resolve) => this.answers.push(() => resolve(Float32Array.from(values))));
      },
      dispose: () => {},
    };
  }

  /** Only the operations that readings use; anything else would fail loudly. */
  library(valuesOf: ReadonlyMap<Tensor, readonly number[]>): TensorFlow {
    const known = {
      getBackend: () => "webgl",
      reshape: (tensor: Tensor) => tensor,
      concat: (tensors: Tensor[]) => this.tensor(tensors.flatMap((tensor) => valuesOf.get(tensor) ?? [])),
      keep: (tensor: Tensor) => tensor,
    };
    // The rest of the library is not there on purpose.
    return known as unknown as TensorFlow;
  }
}

it("brings all of a step in one fetch, dealt out to those who asked", async () => {
  const device = new SlowDevice();
  const [first, second] = [device.tensor([1, 2]), device.tensor([3])];
  const readings = new Readings(
    device.library(
      new Map([
        [first, [1, 2]],
        [second, [3]],
      ]),
    ),
  );
  const got: number[][] = [];
  readings.collect([first], ([values = []]) => got.push([...values]));
  readings.collect([second], ([values = []]) => got.push([...values]));
  readings.commit();
  expect([got, device.fetchCount]).toEqual([[], 1]);
  for (const answer of device.answers) answer();
  await readings.settled();
  expect(got).toEqual([[1, 2], [3]]);
});

it("drops and counts what comes when eight steps are on their way, and goes on when they have arrived", async () => {
  const device = new SlowDevice();
  const tensor = device.tensor([5]);
  const readings = new Readings(device.library(new Map([[tensor, [5]]])));
  let used = 0;
  const measure = () => {
    readings.collect([tensor], () => {
      used += 1;
    });
    readings.commit();
  };
  for (let step = 0; step < 10; step++) measure();
  expect([readings.dropped, device.fetchCount]).toEqual([2, 8]);
  for (const answer of device.answers.splice(0)) answer();
  await readings.settled();
  measure();
  for (const answer of device.answers.splice(0)) answer();
  await readings.settled();
  expect([used, readings.dropped]).toEqual([9, 2]);
});
