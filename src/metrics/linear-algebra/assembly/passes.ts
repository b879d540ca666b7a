/** Passes over a whole matrix with SIMD: the inner loops of ../passes.ts. */

/**
 * For each of `rowCount` rows of `columnCount` numbers, `stride` bytes apart: value -= a·y + b·v, in this order, and
 * sums += weight · value. `a`, `b` and `weights` hold one number a row; `y`, `v` and `sums` one a column.
 */
export function updateRows(
  values: usize, stride: usize, rowCount: i32, columnCount: i32,
  a: usize, b: usize, weights: usize,
  y: usize, v: usize, sums: usize,
): void {
  const bytes = <usize>columnCount << 3;
  const paired = bytes & ~15;
  for (let row = 0; row < rowCount; row++, values += stride) {
    const at = <usize>row << 3;
    const a2 = v128.load64_splat(a + at);
    const b2 = v128.load64_splat(b + at);
    const w2 = v128.load64_splat(weights + at);
    for (let column: usize = 0; column < paired; column += 16) {
      const value = f64x2.sub(
        f64x2.sub(v128.load(values + column), f64x2.mul(a2, v128.load(y + column))),
        f64x2.mul(b2, v128.load(v + column)),
      );
      v128.store(values + column, value);
      v128.store(sums + column, f64x2.add(v128.load(sums + column), f64x2.mul(w2, value)));
    }
    if (paired < bytes) {
      const value = load<f64>(values + paired)
        - load<f64>(a + at) * load<f64>(y + paired)
        - load<f64>(b + at) * load<f64>(v + paired);
      store<f64>(values + paired, value);
      store<f64>(sums + paired, load<f64>(sums + paired) + load<f64>(weights + at) * value);
    }
  }
}

/** into = scale · (values · v − along · u), row by row; even and odd columns are summed apart. */
export function multiplyRows(
  values: usize, stride: usize, rowCount: i32, columnCount: i32,
  v: usize, u: usize, along: f64, scale: f64, into: usize,
): void {
  const bytes = <usize>columnCount << 3;
  const paired = bytes & ~15;
  for (let row = 0; row < rowCount; row++, values += stride) {
    let sums = f64x2.splat(0);
    for (let column: usize = 0; column < paired; column += 16) {
      sums = f64x2.add(sums, f64x2.mul(v128.load(values + column), v128.load(v + column)));
    }
    let even = f64x2.extract_lane(sums, 0);
    if (paired < bytes) even += load<f64>(values + paired) * load<f64>(v + paired);
    const at = <usize>row << 3;
    store<f64>(into + at, scale * (even + f64x2.extract_lane(sums, 1) - load<f64>(u + at) * along));
  }
}

/**
 * Applies A − v·wᵀ − w·vᵀ to the lower triangle of `size` rows, and puts the product of the result with `by` into
 * `product`, which must hold zeros; even and odd columns are summed apart.
 */
export function updateTriangle(
  values: usize, stride: usize, size: i32, v: usize, w: usize, by: usize, product: usize,
): void {
  for (let row = 0; row < size; row++, values += stride) {
    const at = <usize>row << 3;
    const paired = at & ~15;
    const v2 = v128.load64_splat(v + at);
    const w2 = v128.load64_splat(w + at);
    const by2 = v128.load64_splat(by + at);
    let sums = f64x2.splat(0);
    for (let column: usize = 0; column < paired; column += 16) {
      const value = f64x2.sub(
        f64x2.sub(v128.load(values + column), f64x2.mul(v2, v128.load(w + column))),
        f64x2.mul(w2, v128.load(v + column)),
      );
      v128.store(values + column, value);
      sums = f64x2.add(sums, f64x2.mul(value, v128.load(by + column)));
      v128.store(product + column, f64x2.add(v128.load(product + column), f64x2.mul(by2, value)));
    }
    let even = f64x2.extract_lane(sums, 0);
    const vRow = load<f64>(v + at), wRow = load<f64>(w + at), byRow = load<f64>(by + at);
    if (paired < at) {
      const value = load<f64>(values + paired) - vRow * load<f64>(w + paired) - wRow * load<f64>(v + paired);
      store<f64>(values + paired, value);
      even += value * load<f64>(by + paired);
      store<f64>(product + paired, load<f64>(product + paired) + byRow * value);
    }
    const onDiagonal = load<f64>(values + at) - 2 * vRow * wRow;
    store<f64>(values + at, onDiagonal);
    store<f64>(product + at, load<f64>(product + at) + (even + f64x2.extract_lane(sums, 1) + onDiagonal * byRow));
  }
}
