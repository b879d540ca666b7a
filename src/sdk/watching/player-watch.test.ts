/** Holds both ways of watching a player, in this process's memory and on a device, to the same values. */
import { expect, it } from "vitest";
import { EventFileReader } from "../../tfevents/index.ts";
import { EventLog } from "../event-log.ts";
import { playStep, smallGame, tf } from "./testing/small-game.ts";
import { watchGame } from "./watch-game.ts";

const STEPS = 3;

/** Layerwise scalars by tag of one seeded training, with tensors of that backend. */
async function loggedOn(backend: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const parts: Uint8Array[] = [];
  const log = new EventLog({ append: (bytes) => parts.push(bytes.slice()), close: () => {} });
  const game = smallGame();
  const cadence = { layers: 1, direction: 1, probes: 0, samples: 0, features: 0 };
  const watch = watchGame({ ...game, log, cadence, tf: { ...tf, getBackend: () => backend } });
  for (let step = 0; step < STEPS; step++) {
    const losses = playStep(game);
    watch.endStep(losses);
    tf.dispose([losses.generatorLoss, losses.discriminatorLoss]);
  }
  await watch.close();
  log.close();
  const { tags } = new EventFileReader().read(Buffer.concat(parts));
  const layerwise = tags.filter(({ info }) => /gradient_norm|update_ratio|gradient_cosine/.test(info.tag));
  return new Map(layerwise.map(({ info, scalars }) => [info.tag, [...(scalars?.values ?? [])]]));
}

it("norms, update ratios and cosines are the same where tensors stay on a device until they are fetched", async () => {
  const here = await loggedOn("cpu");
  const fetched = await loggedOn("webgl");
  expect(here.size).toBe(18);
  expect([...fetched.keys()].sort()).toEqual([...here.keys()].sort());
  for (const [tag, values] of here) {
    expect(values.length, tag).toBeGreaterThanOrEqual(2);
    expect(fetched.get(tag)).toHaveLength(values.length);
    for (const [i, value] of values.entries()) expect(fetched.get(tag)?.[i]).toBeCloseTo(value, 5);
  }
});
