/** Holds the readings to one fetch at a time where the device is another, and to dropping by count when it falls behind. */
import { expect, it } from "vitest";
import { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

/** A device that answers when it is told to. */
class SlowDevice {
  readonly answers: (() => void)[] = [];
  fetchCount = 0;
  readonly #values = new Map<Tensor, readonly number[]>();

  tensor(values: readonly number[]): Tensor {
    const made: Tensor = {
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
    this.#values.set(made, values);
    return made;
  }

  /** Only the operations that readings use; anything else would fail loudly. */
  library(): TensorFlow {
    const known = {
      getBackend: () => "webgl",
      reshape: (tensor: Tensor) => tensor,
      concat: (tensors: Tensor[]) => {
        const values = tensors.flatMap((tensor) => this.#values.get(tensor) ?? []);
        return this.tensor(values);
      },
      keep: (tensor: Tensor) => tensor,
      engine: () => ({ startScope: () => {}, endScope: () => {} }),
    };
    // The rest of the library is not there on purpose.
    return known as unknown as TensorFlow;
  }
}

it("brings all of a step in one fetch, dealt out to those who asked", async () => {
  const device = new SlowDevice();
  const [first, second] = [device.tensor([1, 2]), device.tensor([3])];
  const readings = new Readings(device.library());
  const got: number[][] = [];
  readings.collect([first], ([values = []]) => got.push([...values]));
  readings.collect([second], ([values = []]) => got.push([...values]));
  readings.commit();
  expect([got, device.fetchCount]).toEqual([[], 1]);
  for (const answer of device.answers) answer();
  await readings.settled();
  expect(got).toEqual([[1, 2], [3]]);
});

it("fetches at once what was measured while a fetch was on its way, in order", async () => {
  const device = new SlowDevice();
  const readings = new Readings(device.library());
  const got: number[] = [];
  for (let step = 0; step < 20; step++) {
    readings.collect([device.tensor([step])], ([values = []]) => got.push(...values));
    readings.commit();
  }
  expect(device.fetchCount).toBe(1);
  const settled = readings.settled();
  device.answers.shift()?.();
  while (device.answers.length === 0) await Promise.resolve();
  device.answers.shift()?.();
  await settled;
  expect([got, device.fetchCount, readings.dropped]).toEqual([Array.from({ length: 20 }, (_, i) => i), 2, 0]);
});

it("drops and counts what comes when 16 MiB wait on the device, and goes on when they have arrived", async () => {
  const device = new SlowDevice();
  const readings = new Readings(device.library());
  const large = { ...device.tensor([5]), size: 3_000_000 };
  let used = 0;
  const measure = (tensor: Tensor) => {
    readings.collect([tensor], () => {
      used += 1;
    });
    readings.commit();
  };
  const first = device.tensor([1]);
  for (const tensor of [first, large, large, first]) measure(tensor);
  expect(readings.dropped).toBe(1);
  const settled = readings.settled();
  device.answers.shift()?.();
  while (device.answers.length === 0) await Promise.resolve();
  device.answers.shift()?.();
  await settled;
  expect([used, readings.dropped]).toEqual([3, 1]);
});
