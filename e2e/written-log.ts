/** Writes logs for the browser tests with the project's own SDK, as a training loop would. */
import { deflateSync } from "node:zlib";
import { EventLog, GameLog, openNodeEventFile } from "../src/sdk/index.ts";

export interface WrittenLog {
  readonly events: EventLog;
  readonly game: GameLog;
}

export function openLog(directory: string): WrittenLog {
  const events = new EventLog(openNodeEventFile({ directory }));
  return { events, game: new GameLog(events, { deflate: deflateSync }) };
}

/** A small healthy-looking game: losses at every step, a probe at every tenth. */
export function writeGame({ events, game }: WrittenLog, stepCount: number): void {
  game.hyperparameters({ loss: "bce", batchSize: 32 });
  for (let step = 0; step < stepCount; step++) {
    const wave = Math.sin(step / 9) / 10;
    game.losses(step, {
      generator: 0.75 + wave,
      discriminator: 1.35 - wave,
      discriminatorReal: 0.68 - wave / 2,
      discriminatorFake: 0.67 - wave / 2,
    });
    game.accuracy(step, { real: 0.6 + wave, fake: 0.55 - wave });
    if (step % 10 === 0) writeProbe(game, step);
  }
  events.close();
}

const SIDE = 28;
const SAMPLE_COUNT = 64;

function writeProbe(game: GameLog, step: number): void {
  const spread = Array.from({ length: 128 }, (_, i) => (i - 64) / 32);
  game.logits(step, {
    real: spread.map((value) => value + 0.4),
    fake: spread.map((value) => value - 0.4),
    heldOut: spread,
  });
  for (const player of ["generator", "discriminator"] as const) {
    for (const layer of ["dense_1/kernel", "dense_2/kernel"]) {
      const gradient = spread.map((value) => value / (step + 1));
      game.layer(step, { player, layer, gradient, weightNorm: 10, updateNorm: 0.01 });
    }
  }
  for (const kind of ["fixed_noise", "real"] as const) {
    const pixels = new Uint8Array(SAMPLE_COUNT * SIDE * SIDE).map((_, i) => (i * (step + 1)) % 256);
    game.samples(step, kind, { width: SIDE, height: SIDE, channels: 1, count: SAMPLE_COUNT, pixels });
  }
}
