/** Tiles of dot products with SIMD: the inner loop of ../strips.ts, sum by sum in the same order. */

/**
 * `rows`: one strip of four vectors; `columns`: `count` strips, each of `depth` × 4 numbers; `out`: four rows of
 * 4 · `count` sums each.
 */
export function tiles(rows: usize, columns: usize, count: i32, depth: i32, out: usize): void {
  const stripBytes = <usize>depth << 5;
  const rowBytes = <usize>count << 5;
  for (let strip = 0; strip < count; strip++) {
    tile(rows, columns + <usize>strip * stripBytes, stripBytes, out + (<usize>strip << 5), rowBytes);
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function tile(rows: usize, columns: usize, stripBytes: usize, out: usize, rowBytes: usize): void {
  let c00 = f64x2.splat(0), c01 = f64x2.splat(0);
  let c10 = f64x2.splat(0), c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0), c21 = f64x2.splat(0);
  let c30 = f64x2.splat(0), c31 = f64x2.splat(0);
  const end = rows + stripBytes;
  for (let a = rows, b = columns; a < end; a += 32, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load64_splat(a);
    c00 = f64x2.add(c00, f64x2.mul(a0, b0));
    c01 = f64x2.add(c01, f64x2.mul(a0, b1));
    const a1 = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(a1, b0));
    c11 = f64x2.add(c11, f64x2.mul(a1, b1));
    const a2 = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(a2, b0));
    c21 = f64x2.add(c21, f64x2.mul(a2, b1));
    const a3 = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(a3, b0));
    c31 = f64x2.add(c31, f64x2.mul(a3, b1));
  }
  storeFour(out, c00, c01);
  storeFour(out + rowBytes, c10, c11);
  storeFour(out + 2 * rowBytes, c20, c21);
  storeFour(out + 3 * rowBytes, c30, c31);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function storeFour(out: usize, low: v128, high: v128): void {
  v128.store(out, low);
  v128.store(out, high, 16);
}
