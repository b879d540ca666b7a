/** Measures both players, frozen, on banks that stay the same for the whole run. */
import type { EventLog } from "../event-log.ts";
import type { GameLog, SampleKind } from "../game-log.ts";
import type { HiddenOutput, LookedThrough, Network } from "./network.ts";
import type { PixelRange } from "./pixels.ts";
import { imagesOf, pooledFeatures, rowsOf } from "./probe-outputs.ts";
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
const MEASURED = { from: 0, count: 64 };
/** The discriminator on each bank, by the names of the tags; null where there is no held-out bank. */
interface Sides {
  readonly real: LookedThrough;
  readonly fake: LookedThrough;
  readonly held_out: LookedThrough | null;
}

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
    const { generator, discriminator, banks } = this.#options;
    const samples = generator.lookThrough(banks.noise);
    if (due.samples) this.#show(step, "fixed_noise", samples.output);
    if (!due.probes && !due.features) return;
    const sides: Sides = {
      real: discriminator.lookThrough(banks.real),
      fake: discriminator.lookThrough(samples.output),
      held_out: banks.heldOut === null ? null : discriminator.lookThrough(banks.heldOut),
    };
    if (due.probes) {
      this.#logits(step, sides);
      this.#signal(step, samples.output);
      this.#units(step, samples, sides);
    }
    if (due.features) this.#features(step, sides);
  }

  #logits(step: number, { real, fake, held_out }: Sides): void {
    const { readings, game } = this.#options;
    const sides = [real, fake, ...(held_out === null ? [] : [held_out])];
    readings.collect(
      sides.map(({ output }) => output),
      ([ofReal = [], ofFake = [], heldOut]) =>
        game.logits(step, { real: ofReal, fake: ofFake, ...(heldOut === undefined ? {} : { heldOut }) }),
    );
  }

  /** E‖∂L_G/∂G(z)‖ · batch size: what the discriminator tells the generator, before the generator's own layers. */
  #signal(step: number, fake: Tensor): void {
    const { tf, discriminator, readings, log } = this.#options;
    if (this.#options.generatorLoss === undefined) return;
    const loss = (samples: Tensor) =>
      // Checked above; a mean over the batch is a scalar whatever its form.
      tf.mean(this.#options.generatorLoss?.(discriminator.apply(samples)) ?? samples);
    const gradient = tf.grad(loss)(rowsOf(tf, fake, MEASURED));
    const axes = gradient.shape.map((_, axis) => axis).slice(1);
    const norms = tf.sqrt(tf.sum(tf.square(gradient), axes));
    readings.collect([tf.sum(norms)], ([sum]) =>
      log.scalar("generator/signal_at_samples", step, sum?.[0] ?? Number.NaN),
    );
  }

  #units(step: number, samples: LookedThrough, { real, fake }: Sides): void {
    const { tf, readings, log } = this.#options;
    const first = (outputs: Tensor) => rowsOf(tf, outputs, MEASURED);
    const players = [
      {
        player: "generator",
        outputs: samples.hidden.map((one) => ({ ...one, output: first(one.output) })),
      },
      {
        player: "discriminator",
        outputs: real.hidden.map((one, i) => {
          const ofFake = fake.hidden[i]?.output ?? one.output;
          return { ...one, output: tf.concat([first(one.output), first(ofFake)]) };
        }),
      },
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
    const { tf, banks, shownSamples, randomSamples } = this.#options;
    const first = (of: Tensor, count: number) => rowsOf(tf, of, { from: 0, count });
    const most = kind === "random" ? randomSamples : shownSamples;
    imagesOf(this.#options, step, { kind, samples: first(samples, most) });
    if (this.#hasShownReal) return;
    this.#hasShownReal = true;
    const real = first(banks.shownReal, Math.max(shownSamples, randomSamples));
    imagesOf(this.#options, step, { kind: "real", samples: real });
  }

  #features(step: number, sides: Sides): void {
    for (const [side, looked] of Object.entries(sides)) {
      const last = looked?.hidden.at(-1);
      if (last !== undefined) this.#featuresOf(step, side, last);
    }
  }

  /** Of the discriminator's last hidden layer. */
  #featuresOf(step: number, side: string, last: HiddenOutput): void {
    const { tf, readings, log } = this.#options;
    const features = pooledFeatures(tf, last.output);
    const shape = [...features.shape];
    readings.collect([features], ([values]) => {
      if (values === undefined) return;
      log.tensor(`features/discriminator.${last.layer}/${side}`, step, { shape, values }, { plugin: PLUGIN });
    });
  }
}
