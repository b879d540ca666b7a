/** Remembers each player's last gradients and weights, so that a step is compared with the one before from one reading. */
import type { Player } from "../model/index.ts";

export interface LayerStep {
  /** Readable and stable over the run, such as `dense_1/kernel`; becomes the end of the tags. */
  readonly layer: string;
  /** All entries of the training gradient, before clipping or any other clean-up. */
  readonly gradient: Float32Array;
  /** In the order of the gradient; not given: the update is not measured at this step. */
  readonly weights?: {
    /** "as left": as they were after the step noted before. */
    readonly before: Float32Array | "as left";
    readonly after: Float32Array;
  };
}

/** What one step did to one player. */
export interface PlayerStep {
  readonly player: Player;
  readonly layers: readonly LayerStep[];
  readonly logs: {
    /** Histograms, norms and update ratios. */
    readonly layers: boolean;
    /** The cosine to the gradient of the step before. */
    readonly direction: boolean;
  };
  /** Nobody else uses the arrays from here on, so that they may move to another thread. */
  readonly isHandedOver?: boolean;
}

export interface LayerNorms {
  readonly gradientNorm: number;
  /** Not given where the weights, or how they were before, are not known. */
  readonly weightNorm?: number;
  readonly updateNorm?: number;
}

export interface StepComparison {
  /** By layer, in the order given. */
  readonly norms: readonly LayerNorms[];
  /** −1…1 over all layers; NaN where a gradient is zero; null where the step before was not noted. */
  readonly cosine: number | null;
}

interface Left {
  readonly step: number;
  readonly layers: ReadonlyMap<string, LayerStep>;
}

/** Holds one set of gradients and weights a player: what it is given is kept until the next step, not copied. */
export class StepLedger {
  readonly #left = new Map<Player, Left>();

  compare(step: number, { player, layers }: PlayerStep): StepComparison {
    const left = this.#left.get(player);
    const earlier = left?.step === step - 1 ? left.layers : new Map<string, LayerStep>();
    this.#left.set(player, { step, layers: new Map(layers.map((one) => [one.layer, one])) });
    const sums = { product: 0, before: 0, now: 0 };
    const norms = layers.map((one) => {
      const last = earlier.get(one.layer);
      const { product, left: ofLast, right } = products(last?.gradient ?? one.gradient, one.gradient);
      sums.product += product;
      sums.before += ofLast;
      sums.now += right;
      return { gradientNorm: Math.sqrt(right), ...weightNorms(one, last) };
    });
    const isComparable = layers.length > 0 && layers.every(({ layer }) => earlier.has(layer));
    return { norms, cosine: isComparable ? sums.product / Math.sqrt(sums.before * sums.now) : null };
  }
}

function weightNorms({ weights }: LayerStep, last: LayerStep | undefined): Omit<LayerNorms, "gradientNorm"> {
  if (weights === undefined) return {};
  const before = weights.before === "as left" ? last?.weights?.after : weights.before;
  if (before === undefined) return {};
  let weight = 0;
  let update = 0;
  for (let i = 0; i < before.length; i++) {
    // `as number`: both have this length.
    const old = before[i] as number;
    const change = (weights.after[i] as number) - old;
    weight += old * old;
    update += change * change;
  }
  return { weightNorm: Math.sqrt(weight), updateNorm: Math.sqrt(update) };
}

/** Inner product and squared norms, in float64: sums of squares up to 1e308 hold, which float32 cannot exceed. */
function products(left: Float32Array, right: Float32Array) {
  let product = 0;
  let ofLeft = 0;
  let ofRight = 0;
  for (let i = 0; i < right.length; i++) {
    // `as number`: gradients of one layer have one length.
    const one = left[i] as number;
    const other = right[i] as number;
    product += one * other;
    ofLeft += one * one;
    ofRight += other * other;
  }
  return { product, left: ofLeft, right: ofRight };
}
