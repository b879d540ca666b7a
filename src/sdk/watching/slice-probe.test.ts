/** Holds slices to closed forms, to taking turns through the banks, and to whole banks where those are due. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { EventFileReader } from "../../tfevents/index.ts";
import { EventLog } from "../event-log.ts";
import { LATENT_SIZE, playStep, SIDE, type SmallGame, smallGame, tf } from "./testing/small-game.ts";
import { type WatchOptions, watchGame } from "./watch-game.ts";

const BANK = 20;
const EVERY_STEP = { layers: 0, direction: 0, probes: 1, samples: 1, random: 1, features: 1 };
type Given = ReturnType<typeof tf.ones>;

let parts: Uint8Array[];
let log: EventLog;
let game: SmallGame;
beforeEach(() => {
  parts = [];
  log = new EventLog({ append: (bytes) => parts.push(bytes.slice()), close: () => {} });
  game = smallGame();
});
afterEach(() => log.close());

async function played(steps: number, options: Partial<WatchOptions<Given>> = {}) {
  const real = tf.randomUniform([BANK, SIDE, SIDE, 1], 0, 1, "float32", 5);
  const shapes = new Map<string, (readonly number[])[]>();
  const watch = watchGame({
    ...game,
    log: Object.assign(log, {
      tensor: (tag: string, _step: number, { shape }: { shape: readonly number[] }) => {
        shapes.set(tag, [...(shapes.get(tag) ?? []), shape]);
      },
    }),
    ...{ real, heldOut: real, cadence: { ...EVERY_STEP, wholeBanks: 7 }, ...options },
  });
  const counts: number[] = [];
  for (let step = 0; step < steps; step++) {
    const losses = playStep(game);
    watch.endStep(losses);
    tf.dispose([losses.generatorLoss, losses.discriminatorLoss]);
    counts.push(tf.memory().numTensors);
  }
  await watch.close();
  log.flush();
  const { tags } = new EventFileReader().read(Buffer.concat(parts));
  const found = (tag: string) => tags.find(({ info }) => info.tag === tag);
  return { shapes, counts, found, tags: tags.map(({ info }) => info.tag) };
}

it("leave features to whole banks, which are measured at first and when they are due", async () => {
  const { shapes } = await played(8);
  const rows = (shapes.get("features/discriminator.first/real") ?? []).map(([count]) => count);
  // Steps 0, 1, 2, 5, 7 and the end.
  expect(rows).toEqual([BANK, BANK, BANK, BANK, BANK, BANK]);
});

it("log the logits of the last 32 slices together, once there are as many", async () => {
  const { found } = await played(40, { cadence: { ...EVERY_STEP, samples: 0, random: 0, wholeBanks: 1000 } });
  const steps = [...(found("discriminator/logits/held_out")?.blobs?.steps ?? [])].map(Number);
  // Whole at 0, 1, 2, 5, 10, 20 and at the end; of the slices between the 32nd is that of step 37.
  expect(steps).toEqual([0, 1, 2, 5, 10, 20, 37, 38, 39, 40, 40]);
});

it("give the signal at samples of a linear discriminator in closed form", async () => {
  const weights = tf.variable(tf.linspace(-1, 1, SIDE * SIDE).reshape([SIDE * SIDE, 1]));
  const { found } = await played(5, {
    discriminator: {
      variables: { weights },
      apply: (images) => tf.matMul(tf.reshape(images, [-1, SIDE * SIDE]), weights),
    },
    generatorLoss: (fake) => tf.neg(tf.mean(fake)),
  });
  const values = [...(found("generator/signal_at_samples")?.scalars?.values ?? [])];
  const norm = Math.hypot(...weights.dataSync<"float32">());
  expect(values).toHaveLength(7);
  for (const value of values) expect(value).toBeCloseTo(norm, 4);
});

it("count units once a window of slices is full, and keep no tensors from step to step", async () => {
  game.generator.getLayer("first").setWeights([tf.zeros([LATENT_SIZE, 5]), tf.tensor1d([-1, 1, -1, 1, 1])]);
  const { found, counts } = await played(14, { cadence: { ...EVERY_STEP, wholeBanks: 1000 } });
  const units = found("generator/dead_units/first")?.scalars;
  // Whole at 0, 1, 2, 5, 10 and at the end; of the slices between the eighth is that of step 12.
  expect([...(units?.steps ?? [])].map(Number)).toEqual([0, 1, 2, 5, 10, 12, 13, 14, 14]);
  expect(units?.values.at(-2)).toBeCloseTo(0.4, 6);
  expect(new Set(counts.slice(5, 9)).size).toBe(1);
});
