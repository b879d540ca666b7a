/** Measures both players, frozen, on banks that stay the same for the whole run. */
import type { EventLog } from "../event-log.ts";
import type { GameLog, SampleKind } from "../game-log.ts";
import type { Network } from "./network.ts";
import { imageBatchOf, type PixelRange } from "./pixels.ts";
import type { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";
import { unitShares } from "./units.ts";

export interface Banks {
  readonly real: Tensor;
  readonly heldOut: Tensor | null;
  readonly noise: Tensor;
  readonly shownReal: Tensor;
}

export interface ProbeOptions {
  readonly tf: TensorFlow;
  readonly log: Pick<EventLog, "scalar" | "tensor">;
  readonly game: Pick<GameLog, "logits" | "samples">;
  readonly readings: Readings;
  readonly generator: Network;
  readonly discriminator: Network;
  readonly banks: Banks;
  readonly pixelRange: PixelRange;
  readonly shownSamples: number;
  readonly randomSamples: number;
  drawNoise(count: number): Tensor;
  /** As minimised, of the generator's own loss; the signal is its gradient. */
  generatorLoss?(fakeOutputs: Tensor): Tensor;
}

/** What is due at a step. */
export interface Due {
  readonly probes: boolean;
  readonly samples: boolean;
  readonly random: boolean;
  readonly features: boolean;
}

const PLUGIN = "nashboard";
/** Enough for units and for the mean signal; both are costly, and neither needs the whole bank. */
const MEASURED_SAMPLES = 64;
interface Shown {
  readonly samples: Tensor;
  readonly most: number;
}

/** Images have height, width and channels; other samples are not drawn. */
const IMAGE_AXES = 4;

export class Probe {
  readonly #options: ProbeOptions;
  #hasShownReal = false;

  constructor(options: ProbeOptions) {
    this.#options = options;
  }

  /** Collects readings; call it in a tensor scope that lasts until they are committed. */
  measure(step: number, due: Due): void {
    if (due.random) this.#random(step);
    if (!due.probes && !due.samples && !due.features) return;
    const { generator, banks } = this.#options;
    const fake = generator.apply(banks.noise);
    if (due.probes) {
      this.#logits(step, fake);
      this.#signal(step, fake);
      this.#units(step, fake);
    }
    if (due.samples) this.#show(step, "fixed_noise", fake);
    if (due.features) this.#features(step, fake);
  }

  #logits(step: number, fakeSamples: Tensor): void {
    const { discriminator, banks, readings, game } = this.#options;
    const sides = [banks.real, fakeSamples, ...(banks.heldOut === null ? [] : [banks.heldOut])];
    readings.collect(
      sides.map((side) => discriminator.apply(side)),
      ([real = [], fake = [], heldOut]) =>
        game.logits(step, { real, fake, ...(heldOut === undefined ? {} : { heldOut }) }),
    );
  }

  /** E‖∂L_G/∂G(z)‖ · batch size: what the discriminator tells the generator, before the generator's own layers. */
  #signal(step: number, fake: Tensor): void {
    const { tf, discriminator, readings, log } = this.#options;
    if (this.#options.generatorLoss === undefined) return;
    const loss = (samples: Tensor) =>
      // Checked above; a mean over the batch is a scalar whatever its form.
      tf.mean(this.#options.generatorLoss?.(discriminator.apply(samples)) ?? samples);
    const gradient = tf.grad(loss)(firstOf(tf, fake, MEASURED_SAMPLES));
    const axes = gradient.shape.map((_, axis) => axis).slice(1);
    const norms = tf.sqrt(tf.sum(tf.square(gradient), axes));
    readings.collect([tf.sum(norms)], ([sum]) =>
      log.scalar("generator/signal_at_samples", step, sum?.[0] ?? Number.NaN),
    );
  }

  #units(step: number, fake: Tensor): void {
    const { tf, generator, discriminator, banks, readings, log } = this.#options;
    const first = (samples: Tensor) => firstOf(tf, samples, MEASURED_SAMPLES);
    const players = [
      { player: "generator", outputs: generator.hidden(first(banks.noise)) },
      { player: "discriminator", outputs: discriminator.hidden(tf.concat([first(banks.real), first(fake)])) },
    ];
    for (const { player, outputs } of players) {
      const shares = unitShares(tf, outputs);
      readings.collect(
        shares.map(({ share }) => share),
        (values) =>
          shares.forEach(({ layer, kind }, i) => {
            log.scalar(`${player}/${kind}/${layer}`, step, values[i]?.[0] ?? Number.NaN);
          }),
      );
    }
  }

  #random(step: number): void {
    const { generator, randomSamples, drawNoise } = this.#options;
    this.#show(step, "random", generator.apply(drawNoise(randomSamples)));
  }

  /** Real ones come with the first generated ones. */
  #show(step: number, kind: SampleKind, samples: Tensor): void {
    if (samples.shape.length !== IMAGE_AXES) return;
    const { banks, shownSamples, randomSamples } = this.#options;
    this.#collectImages(step, kind, { samples, most: kind === "random" ? randomSamples : shownSamples });
    if (this.#hasShownReal) return;
    this.#hasShownReal = true;
    const most = Math.max(shownSamples, randomSamples);
    this.#collectImages(step, "real", { samples: banks.shownReal, most });
  }

  #collectImages(step: number, kind: SampleKind, { samples, most }: Shown): void {
    const { tf, readings, game, pixelRange } = this.#options;
    const picked = firstOf(tf, samples, most);
    const shape = [...picked.shape];
    readings.collect([picked], ([pixels]) => {
      if (pixels === undefined) return;
      game.samples(step, kind, imageBatchOf(pixels, { shape, range: pixelRange }));
    });
  }

  #features(step: number, fakeSamples: Tensor): void {
    const { banks } = this.#options;
    this.#featuresOf(step, "real", banks.real);
    this.#featuresOf(step, "fake", fakeSamples);
    if (banks.heldOut !== null) this.#featuresOf(step, "held_out", banks.heldOut);
  }

  /** Of the discriminator's last hidden layer; maps are averaged over their places. */
  #featuresOf(step: number, side: "real" | "fake" | "held_out", samples: Tensor): void {
    const { tf, discriminator, readings, log } = this.#options;
    const last = discriminator.hidden(samples).at(-1);
    if (last === undefined) return;
    const places = last.output.shape.map((_, axis) => axis).slice(1, -1);
    const features = places.length === 0 ? last.output : tf.mean(last.output, places);
    const shape = [...features.shape];
    readings.collect([features], ([values]) => {
      if (values === undefined) return;
      log.tensor(`features/discriminator.${last.layer}/${side}`, step, { shape, values }, { plugin: PLUGIN });
    });
  }
}

function firstOf(tf: TensorFlow, samples: Tensor, most: number): Tensor {
  const [count = 0, ...rest] = samples.shape;
  return tf.slice(samples, [0, ...rest.map(() => 0)], [Math.min(count, most), ...rest]);
}
