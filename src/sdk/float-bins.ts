/** Finds the bins of many float32 values by table, five times as fast as by search: gradients come by the million. */
import { binOf } from "../model/index.ts";

/** Sign, exponent and 7 bits of the fraction: within one key a value is known to a 128th of its octave. */
const KEY_BITS = 16;
const KEYS = 2 ** KEY_BITS;
const LOW_BITS = 0xffff;
const SIGN_KEY = 0x8000;
/** All bits of the exponent: infinities and NaN. */
const EXPONENT_KEY = 0x7f80;

const tables = new WeakMap<Float64Array, Uint16Array>();

export interface BinnedFloats {
  readonly counts: Float64Array;
  readonly nonFiniteCount: number;
}

/** Exactly as `countBetween` counts, non-finite values aside: ±∞ in the outermost bins, NaN in none. */
export function binFloats(values: Float32Array, edges: Float64Array): BinnedFloats {
  const table = tableOf(edges);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const lastBin = edges.length - 2;
  const counts = new Float64Array(edges.length - 1);
  let nonFiniteCount = 0;
  for (let i = 0; i < values.length; i++) {
    // `as number`: i is below the length, key and bin within their tables.
    const value = values[i] as number;
    const key = (bits[i] as number) >>> KEY_BITS;
    if ((key & EXPONENT_KEY) === EXPONENT_KEY) {
      nonFiniteCount += 1;
      if (Number.isNaN(value)) continue;
    }
    let bin = table[key] as number;
    while (bin < lastBin && (edges[bin + 1] as number) <= value) bin += 1;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts, nonFiniteCount };
}

/** For each key the bin of its smallest value. */
function tableOf(edges: Float64Array): Uint16Array {
  const known = tables.get(edges);
  if (known !== undefined) return known;
  const view = new DataView(new ArrayBuffer(Float32Array.BYTES_PER_ELEMENT));
  const table = Uint16Array.from({ length: KEYS }, (_, key) => {
    const isNegative = (key & SIGN_KEY) !== 0;
    const isInfinite = (key & ~SIGN_KEY) === EXPONENT_KEY;
    // Below zero the largest magnitude is the smallest value; of an infinity's key only itself is a number.
    view.setUint32(0, ((key << KEY_BITS) | (isNegative && !isInfinite ? LOW_BITS : 0)) >>> 0);
    return binOf(view.getFloat32(0), edges);
  });
  tables.set(edges, table);
  return table;
}
