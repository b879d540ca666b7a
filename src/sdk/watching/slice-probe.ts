/** Measures both players, frozen, on a few samples at every step, where whole banks would cost several steps each. */
import type { HiddenOutput, LookedThrough } from "./network.ts";
import type { Due, ProbeOptions } from "./probe.ts";
import { imagesOf, pooledFeatures, rowsOf } from "./probe-outputs.ts";
import type { Tensor } from "./tensorflow.ts";
import { UnitWindow } from "./unit-window.ts";

/** Samples of each bank at a step: a probe of a quarter of a usual batch of 32. */
export const SLICE_SAMPLES = 8;
/** Slices that units are counted over: 64 samples, as a whole probe counts them. */
const UNIT_SLICES = 8;
const PLUGIN = "nashboard";

interface Rows {
  readonly from: number;
  readonly count: number;
}

/** What the generator draws in its one pass, by the place of its rows; null: not asked for. */
interface Drawn {
  /** The first of the fixed noise, always the same. */
  readonly shown: Rows | null;
  /** The slice whose turn it is. */
  readonly probed: Rows | null;
  readonly random: Rows | null;
}

/** One pass through the generator and one through the discriminator, whatever is due. */
export class SliceProbe {
  readonly #options: ProbeOptions;
  readonly #units = new UnitWindow(UNIT_SLICES);
  #kept: Tensor[] = [];
  #turn = 0;

  constructor(options: ProbeOptions) {
    this.#options = options;
  }

  /** Collects readings; call it in a tensor scope that lasts until they are committed. */
  measure(step: number, due: Due): void {
    const isProbed = due.probes || due.features;
    if (!isProbed && !due.samples && !due.random) return;
    const { tf, generator, banks, drawNoise } = this.#options;
    const noises: Tensor[] = [];
    const place = (noise: Tensor): Rows => {
      const from = noises.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
      noises.push(noise);
      return { from, count: noise.shape[0] ?? 0 };
    };
    const drawn: Drawn = {
      shown: due.samples ? place(rowsOf(tf, banks.noise, { from: 0, count: SLICE_SAMPLES })) : null,
      probed: isProbed ? place(this.#slice(banks.noise)) : null,
      random: due.random ? place(drawNoise(SLICE_SAMPLES)) : null,
    };
    const samples = generator.lookThrough(tf.concat(noises));
    this.#show(step, samples.output, drawn);
    if (drawn.probed !== null)
      this.#probe(step, due, { samples, fake: rowsOf(tf, samples.output, drawn.probed) });
    this.#turn += 1;
  }

  /** Frees what had to outlive the gradient's own scope; after what was collected has been committed. */
  releaseUsed(): void {
    for (const tensor of this.#kept) tensor.dispose();
    this.#kept = [];
  }

  /** The slice of a bank whose turn it is; the last of a bank may be smaller. */
  #slice(bank: Tensor): Tensor {
    const size = bank.shape[0] ?? 0;
    const from = (this.#turn % Math.ceil(size / SLICE_SAMPLES)) * SLICE_SAMPLES;
    return rowsOf(this.#options.tf, bank, { from, count: Math.min(SLICE_SAMPLES, size - from) });
  }

  #show(step: number, samples: Tensor, { shown, random }: Drawn): void {
    const { tf } = this.#options;
    if (shown !== null)
      imagesOf(this.#options, step, { kind: "fixed_noise", samples: rowsOf(tf, samples, shown) });
    if (random !== null)
      imagesOf(this.#options, step, { kind: "random", samples: rowsOf(tf, samples, random) });
  }

  #probe(step: number, due: Due, { samples, fake }: { samples: LookedThrough; fake: Tensor }): void {
    const { banks } = this.#options;
    const sides = [
      { side: "fake", images: fake },
      { side: "real", images: this.#slice(banks.real) },
      ...(banks.heldOut === null ? [] : [{ side: "held_out", images: this.#slice(banks.heldOut) }]),
    ];
    const others = sides.slice(1).map(({ images }) => images);
    const looked = due.probes ? this.#signal(step, fake, others) : this.#look([fake, ...others]);
    let from = 0;
    const places = sides.map(({ side, images: { shape } }) => {
      const place = { side, from, count: shape[0] ?? 0 };
      from += place.count;
      return place;
    });
    if (due.probes) {
      this.#logits(step, looked.output, places);
      this.#countUnits(step, samples, looked);
    }
    const last = looked.hidden.at(-1);
    if (due.features && last !== undefined) this.#features(step, last, places);
  }

  #look(images: readonly Tensor[]): LookedThrough {
    return this.#options.discriminator.lookThrough(this.#options.tf.concat([...images]));
  }

  /** E‖∂L_G/∂G(z)‖ · batch size, from the same pass through the discriminator that gives everything else. */
  #signal(step: number, fake: Tensor, others: readonly Tensor[]): LookedThrough {
    const { tf, readings, log } = this.#options;
    const count = fake.shape[0] ?? 0;
    const seen: LookedThrough[] = [];
    const loss = (samples: Tensor) => {
      const looked = this.#look([samples, ...others]);
      seen.push(this.#keepLooked(looked));
      const ofFakes = rowsOf(tf, looked.output, { from: 0, count });
      // A mean over the batch is a scalar whatever its form; asked only where there is a loss.
      return tf.mean(this.#options.generatorLoss?.(ofFakes) ?? ofFakes);
    };
    if (this.#options.generatorLoss === undefined) return this.#look([fake, ...others]);
    const gradient = tf.grad(loss)(fake);
    readings.collect([gradient], ([values]) => {
      log.scalar("generator/signal_at_samples", step, sumOfNorms(values, count));
    });
    const [looked] = seen;
    return looked ?? this.#look([fake, ...others]);
  }

  /** The scope of a gradient frees what it made, save what is kept. */
  #keepLooked({ output, hidden }: LookedThrough): LookedThrough {
    const { tf } = this.#options;
    const keep = (tensor: Tensor) => {
      const kept = tf.keep(tensor);
      this.#kept.push(kept);
      return kept;
    };
    return { output: keep(output), hidden: hidden.map((one) => ({ ...one, output: keep(one.output) })) };
  }

  #logits(step: number, outputs: Tensor, places: readonly (Rows & { readonly side: string })[]): void {
    const { readings, game } = this.#options;
    readings.collect([outputs], ([values]) => {
      const of = (side: string) => {
        const place = places.find((one) => one.side === side);
        return place === undefined ? undefined : values?.subarray(place.from, place.from + place.count);
      };
      const heldOut = of("held_out");
      const [real = [], fake = []] = [of("real"), of("fake")];
      game.logits(step, { real, fake, ...(heldOut === undefined ? {} : { heldOut }) });
    });
  }

  #countUnits(step: number, ofGenerator: LookedThrough, ofDiscriminator: LookedThrough): void {
    const { readings, log } = this.#options;
    const layers = [
      ...ofGenerator.hidden.map((one) => ({ player: "generator", ...one })),
      ...ofDiscriminator.hidden.map((one) => ({ player: "discriminator", ...one })),
    ];
    for (const { player, layer, activation, output } of layers) {
      if (activation === "other") continue;
      readings.collect([output], ([values]) => {
        if (values === undefined) return;
        const unitCount = output.shape.at(-1) ?? 1;
        const counted = this.#units.note({ name: `${player}/${layer}`, activation, values, unitCount });
        if (counted !== null) log.scalar(`${player}/${counted.kind}/${layer}`, step, counted.share);
      });
    }
  }

  #features(step: number, last: HiddenOutput, places: readonly (Rows & { readonly side: string })[]): void {
    const { tf, readings, log } = this.#options;
    const features = pooledFeatures(tf, last.output);
    const width = features.shape[1] ?? 0;
    readings.collect([features], ([values]) => {
      if (values === undefined) return;
      for (const { side, from, count } of places) {
        const tensor = { shape: [count, width], values: values.slice(from * width, (from + count) * width) };
        log.tensor(`features/discriminator.${last.layer}/${side}`, step, tensor, { plugin: PLUGIN });
      }
    });
  }
}

/** Σ‖row‖₂ over [count × …]. */
function sumOfNorms(values: Float32Array | undefined, count: number): number {
  if (values === undefined) return Number.NaN;
  const width = values.length / count;
  let sum = 0;
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let i = row * width; i < (row + 1) * width; i++) squares += (values[i] ?? 0) ** 2;
    sum += Math.sqrt(squares);
  }
  return sum;
}
