/** Counts dead and saturated units from slices: a few samples a step say nothing, those of the last steps together do. */
import type { Activation } from "./network.ts";
import { isAtLimit, SATURATED_SHARE, type UnitKind } from "./units.ts";

export interface SliceOutputs {
  /** Tells layers apart; of all players and layers together. */
  readonly name: string;
  readonly activation: Exclude<Activation, "other">;
  /** [samples × … × unitCount] each, row-major. */
  readonly parts: readonly Float32Array[];
  readonly unitCount: number;
}

interface SliceCounts {
  /** By unit. */
  readonly atLimit: Uint32Array;
  readonly places: number;
}

/** Remembers the counts of the last slices of each layer. */
export class UnitWindow {
  readonly #sliceCount: number;
  readonly #slices = new Map<string, SliceCounts[]>();

  constructor(sliceCount: number) {
    this.#sliceCount = sliceCount;
  }

  /** The share of units that are dead or saturated over the window; null until it is full. */
  note(outputs: SliceOutputs): { readonly kind: UnitKind; readonly share: number } | null {
    const slices = this.#slices.get(outputs.name) ?? [];
    slices.push(countedSlice(outputs));
    if (slices.length > this.#sliceCount) slices.shift();
    this.#slices.set(outputs.name, slices);
    if (slices.length < this.#sliceCount) return null;
    const places = slices.reduce((sum, slice) => sum + slice.places, 0);
    const isRelu = outputs.activation === "relu";
    let stopped = 0;
    for (let unit = 0; unit < outputs.unitCount; unit++) {
      const atLimit = slices.reduce((sum, slice) => sum + (slice.atLimit[unit] ?? 0), 0);
      if (isRelu ? atLimit === places : atLimit > SATURATED_SHARE * places) stopped += 1;
    }
    return { kind: isRelu ? "dead_units" : "saturated_units", share: stopped / outputs.unitCount };
  }
}

function countedSlice({ activation, parts, unitCount }: SliceOutputs): SliceCounts {
  const atLimit = new Uint32Array(unitCount);
  let outputs = 0;
  for (const values of parts) {
    outputs += values.length;
    for (let i = 0; i < values.length; i++) {
      const unit = i % unitCount;
      // `as number`: both are below their lengths.
      if (isAtLimit(activation, values[i] as number)) atLimit[unit] = (atLimit[unit] as number) + 1;
    }
  }
  return { atLimit, places: outputs / unitCount };
}
