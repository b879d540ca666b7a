/** Measures both players, frozen, on a few samples at every step, where whole banks would cost several steps each. */
import { BankSlices } from "./bank-slices.ts";
import type { LookedThrough } from "./network.ts";
import type { Due, ProbeOptions } from "./probe.ts";
import { imagesOf, rowsOf } from "./probe-outputs.ts";
import type { Tensor } from "./tensorflow.ts";
import { UnitWindow } from "./unit-window.ts";

/** Samples of each bank at a step: a quarter of a usual batch of 32. */
const SLICE_SAMPLES = 8;
/** Slices that units are counted over: 64 samples, as a whole probe counts them. */
const UNIT_SLICES = 8;
/** Slices whose logits are logged together, 256 samples a side: eight a side nearly always lie apart. */
const LOGIT_SLICES = 32;

interface Rows {
  readonly from: number;
  readonly count: number;
}

/** Rows of what the generator draws in its one pass; null: not asked for. */
interface Drawn {
  /** The first of the fixed noise, always the same. */
  readonly shown: Rows | null;
  /** The slice whose turn it is. */
  readonly probed: Rows | null;
  readonly random: Rows | null;
}

/** Real samples, and held-out ones behind them, looked through in one pass. */
interface TrueSides extends LookedThrough {
  readonly sides: readonly (Rows & { readonly side: "real" | "held_out" })[];
}

interface Logits {
  readonly real: Float32Array;
  readonly fake: Float32Array;
  readonly heldOut: Float32Array;
}

export class SliceProbe {
  readonly #options: ProbeOptions;
  readonly #units = new UnitWindow(UNIT_SLICES);
  readonly #noise: BankSlices;
  readonly #real: BankSlices;
  readonly #heldOut: BankSlices | null;
  readonly #logitSlices: Logits[] = [];
  #kept: Tensor[] = [];
  #turn = 0;

  constructor(options: ProbeOptions) {
    this.#options = options;
    const { tf, banks } = options;
    this.#noise = new BankSlices(tf, banks.noise, SLICE_SAMPLES);
    this.#real = new BankSlices(tf, banks.real, SLICE_SAMPLES);
    this.#heldOut = banks.heldOut === null ? null : new BankSlices(tf, banks.heldOut, SLICE_SAMPLES);
  }

  /** Collects readings; call it in a tensor scope that lasts until they are committed. */
  measure(step: number, due: Due): void {
    if (!due.probes && !due.samples && !due.random) return;
    const { tf, generator, drawNoise } = this.#options;
    const noises: Tensor[] = [];
    const place = (noise: Tensor): Rows => {
      const from = noises.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
      noises.push(noise);
      return { from, count: noise.shape[0] ?? 0 };
    };
    const drawn: Drawn = {
      shown: due.samples ? place(this.#noise.at(0)) : null,
      probed: due.probes ? place(this.#noise.at(this.#turn)) : null,
      random: due.random ? place(drawNoise(SLICE_SAMPLES)) : null,
    };
    const samples = generator.lookThrough(
      noises.length === 1 ? (noises[0] ?? tf.concat(noises)) : tf.concat(noises),
    );
    this.#show(step, samples.output, drawn);
    if (drawn.probed !== null) this.#probe(step, samples, drawn.probed);
    this.#turn += 1;
  }

  /** Frees what had to outlive the gradient's own scope; after what was collected has been committed. */
  releaseUsed(): void {
    for (const tensor of this.#kept) tensor.dispose();
    this.#kept = [];
  }

  dispose(): void {
    this.releaseUsed();
    for (const slices of [this.#noise, this.#real, this.#heldOut]) slices?.dispose();
  }

  #show(step: number, samples: Tensor, { shown, random }: Drawn): void {
    const show = (kind: "fixed_noise" | "random", rows: Rows | null) => {
      if (rows === null) return;
      imagesOf(this.#options, step, { kind, samples: rowsOf(this.#options.tf, samples, rows) });
    };
    show("fixed_noise", shown);
    show("random", random);
  }

  #probe(step: number, samples: LookedThrough, probed: Rows): void {
    const fake = this.#signal(step, rowsOf(this.#options.tf, samples.output, probed));
    const truth = this.#lookAtTruth();
    this.#logits(step, fake, truth);
    this.#countUnits(step, "generator", samples);
    this.#countUnits(step, "discriminator", fake, truth);
  }

  #lookAtTruth(): TrueSides {
    const { tf, discriminator } = this.#options;
    const real = this.#real.at(this.#turn);
    const heldOut = this.#heldOut?.at(this.#turn);
    const count = real.shape[0] ?? 0;
    const ofReal = { side: "real", from: 0, count } as const;
    if (heldOut === undefined) return { ...discriminator.lookThrough(real), sides: [ofReal] };
    const ofHeldOut = { side: "held_out", from: count, count: heldOut.shape[0] ?? 0 } as const;
    return { ...discriminator.lookThrough(tf.concat([real, heldOut])), sides: [ofReal, ofHeldOut] };
  }

  /** E‖∂L_G/∂G(z)‖ · batch size, from the same pass through the discriminator that gives its outputs. */
  #signal(step: number, fake: Tensor): LookedThrough {
    const { tf, discriminator, generatorLoss, readings, log } = this.#options;
    if (generatorLoss === undefined) return discriminator.lookThrough(fake);
    const seen: LookedThrough[] = [];
    const gradient = tf.grad((samples) => {
      const looked = this.#keepLooked(discriminator.lookThrough(samples));
      seen.push(looked);
      // A mean over the batch is a scalar whatever its form.
      return tf.mean(generatorLoss(looked.output));
    })(fake);
    readings.collect([gradient], ([values]) => {
      log.scalar("generator/signal_at_samples", step, sumOfNorms(values, fake.shape[0] ?? 1));
    });
    return seen[0] ?? discriminator.lookThrough(fake);
  }

  /** The scope of a gradient frees what it made, save what is kept. */
  #keepLooked({ output, hidden }: LookedThrough): LookedThrough {
    const keep = (tensor: Tensor) => {
      const kept = this.#options.tf.keep(tensor);
      this.#kept.push(kept);
      return kept;
    };
    return { output: keep(output), hidden: hidden.map((one) => ({ ...one, output: keep(one.output) })) };
  }

  /** Of the last slices together, each of the weights of its own step; nothing until there are as many. */
  #logits(step: number, fake: LookedThrough, truth: TrueSides): void {
    const { readings, game } = this.#options;
    readings.collect([fake.output, truth.output], ([ofFake = NONE, ofTruth = NONE]) => {
      const of = (side: string) => {
        const { from, count } = truth.sides.find((one) => one.side === side) ?? { from: 0, count: 0 };
        return ofTruth.slice(from, from + count);
      };
      const slices = this.#logitSlices;
      slices.push({ real: of("real"), fake: ofFake.slice(), heldOut: of("held_out") });
      if (slices.length > LOGIT_SLICES) slices.shift();
      if (slices.length < LOGIT_SLICES) return;
      const all = (pick: (one: Logits) => Float32Array) => slices.flatMap((one) => [...pick(one)]);
      const heldOut = all((one) => one.heldOut);
      const [real, fakes] = [all((one) => one.real), all((one) => one.fake)];
      game.logits(step, { real, fake: fakes, ...(heldOut.length === 0 ? {} : { heldOut }) });
    });
  }

  #countUnits(step: number, player: string, ...passes: readonly LookedThrough[]): void {
    const { readings, log } = this.#options;
    const [first] = passes;
    first?.hidden.forEach(({ layer, activation, output }, i) => {
      if (activation === "other") return;
      const outputs = passes.flatMap(({ hidden }) => hidden[i]?.output ?? []);
      readings.collect(outputs, (parts) => {
        const unitCount = output.shape.at(-1) ?? 1;
        const counted = this.#units.note({ name: `${player}/${layer}`, activation, parts, unitCount });
        if (counted !== null) log.scalar(`${player}/${counted.kind}/${layer}`, step, counted.share);
      });
    });
  }
}

const NONE = new Float32Array(0);

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
