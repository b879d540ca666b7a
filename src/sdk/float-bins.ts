/** Finds the bins of many float32 values by table, ten times as fast as by search: gradients come by the million. */
import { binOf } from "../model/index.ts";

/** Sign, exponent and 7 bits of the fraction: within one key a value is known to a 128th of its octave. */
const KEY_BITS = 16;
const KEYS = 2 ** KEY_BITS;
const LOW_BITS = 0xffff;
const SIGN_KEY = 0x8000;
/** All bits of the exponent: infinities and NaN. */
const EXPONENT_KEY = 0x7f80;
/** Marks a key that an edge divides, or whose values are not finite: each of its values is looked at by itself. */
const UNDECIDED = 0x8000;

const tables = new WeakMap<Float64Array, Uint16Array>();

export interface BinnedFloats {
  readonly counts: Float64Array;
  readonly nonFiniteCount: number;
}

/** Exactly as `countBetween` counts, non-finite values aside: ±∞ in the outermost bins, NaN in none. */
export function binFloats(values: Float32Array, edges: Float64Array): BinnedFloats {
  const table = tableOf(edges);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const counts = new Uint32Array(edges.length - 1);
  let nonFiniteCount = 0;
  for (let i = 0; i < bits.length; i++) {
    // `as number`: i is below the length, key and bin within their tables.
    const entry = table[(bits[i] as number) >>> KEY_BITS] as number;
    if (entry < UNDECIDED) {
      counts[entry] = (counts[entry] as number) + 1;
      continue;
    }
    const value = values[i] as number;
    if (!Number.isFinite(value)) nonFiniteCount += 1;
    if (Number.isNaN(value)) continue;
    const first = entry - UNDECIDED;
    const bin =
      first < counts.length - 1 && (edges[first + 1] as number) <= value ? binOf(value, edges) : first;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts: Float64Array.from(counts), nonFiniteCount };
}

/** For each key the bin of its smallest value, marked where its largest has another. */
function tableOf(edges: Float64Array): Uint16Array {
  const known = tables.get(edges);
  if (known !== undefined) return known;
  const view = new DataView(new ArrayBuffer(Float32Array.BYTES_PER_ELEMENT));
  const binAt = (bits: number) => {
    view.setUint32(0, bits >>> 0);
    return binOf(view.getFloat32(0), edges);
  };
  const table = Uint16Array.from({ length: KEYS }, (_, key) => {
    const isInfinite = (key & EXPONENT_KEY) === EXPONENT_KEY;
    const nearest = binAt(key << KEY_BITS);
    // Of an infinity's key only itself is a number.
    const farthest = isInfinite ? nearest : binAt((key << KEY_BITS) | LOW_BITS);
    // Below zero the largest magnitude is the smallest value.
    const first = (key & SIGN_KEY) === 0 ? nearest : farthest;
    return first | (isInfinite || nearest !== farthest ? UNDECIDED : 0);
  });
  tables.set(edges, table);
  return table;
}
