/** Matrix product C = A·B or C += A·B for any sizes and strides: packed panels, blocked for the caches (Goto & van de Geijn 2008). */
import { FLOAT, packPanels } from "./pack";

/** Filled by ../matrix-multiplication.ts in this order; each field takes four bytes, strides count elements. */
@unmanaged
class Product {
  a: usize;
  aRowStride: i32;
  aDepthStride: i32;
  b: usize;
  bDepthStride: i32;
  bColumnStride: i32;
  /** Row-major, without gaps. */
  c: usize;
  rows: i32;
  columns: i32;
  depth: i32;
  /** 1: add to what C holds. 0: overwrite it. */
  accumulate: i32;
  scratch: usize;
}

// A tile of 4 × 8 sums takes 8 of the 16 vector registers that V8 has on x86-64, and leaves room for its operands.
const TILE_ROWS: i32 = 4;
const TILE_COLUMNS: i32 = 8;
/** A panel of B (8 columns × 256 × 4 bytes = 8 KiB) stays in a first-level cache of 32 KiB or more. */
const DEPTH_BLOCK: i32 = 256;
/** The packed block of A: 64 × 256 × 4 bytes = 64 KiB, for the second-level cache. */
const ROW_BLOCK: i32 = 64;
/** The packed block of B: 256 × 512 × 4 bytes = 512 KiB. */
const COLUMN_BLOCK: i32 = 512;

const TILE_ROW_BYTES: usize = <usize>TILE_COLUMNS * FLOAT;
const TILE_BYTES: usize = <usize>TILE_ROWS * TILE_ROW_BYTES;
const A_BLOCK_BYTES: usize = <usize>(ROW_BLOCK * DEPTH_BLOCK) * FLOAT;
const B_BLOCK_BYTES: usize = <usize>(DEPTH_BLOCK * COLUMN_BLOCK) * FLOAT;

export const MULTIPLY_SCRATCH_BYTES: i32 = <i32>(A_BLOCK_BYTES + B_BLOCK_BYTES + TILE_BYTES);

export function multiply(product: Product): void {
  if (product.depth == 0 && product.accumulate == 0) {
    memory.fill(product.c, 0, <usize>(product.rows * product.columns) * FLOAT);
  }
  for (let column = 0; column < product.columns; column += COLUMN_BLOCK) {
    const columns = min(COLUMN_BLOCK, product.columns - column);
    for (let first = 0; first < product.depth; first += DEPTH_BLOCK) {
      multiplyDepthBlock(product, column, columns, first);
    }
  }
}

function multiplyDepthBlock(product: Product, column: i32, columns: i32, first: i32): void {
  const depth = min(DEPTH_BLOCK, product.depth - first);
  const packedA = product.scratch;
  const packedB = packedA + A_BLOCK_BYTES;
  const aRowStride = <usize>product.aRowStride * FLOAT;
  const aDepthStride = <usize>product.aDepthStride * FLOAT;
  const bDepthStride = <usize>product.bDepthStride * FLOAT;
  const bColumnStride = <usize>product.bColumnStride * FLOAT;
  const b = product.b + <usize>first * bDepthStride + <usize>column * bColumnStride;
  packPanels(b, bColumnStride, bDepthStride, columns, depth, TILE_COLUMNS, packedB);
  const accumulate = product.accumulate != 0 || first > 0;
  const cRowBytes = <usize>product.columns * FLOAT;
  for (let row = 0; row < product.rows; row += ROW_BLOCK) {
    const rows = min(ROW_BLOCK, product.rows - row);
    const a = product.a + <usize>row * aRowStride + <usize>first * aDepthStride;
    packPanels(a, aRowStride, aDepthStride, rows, depth, TILE_ROWS, packedA);
    const c = product.c + <usize>row * cRowBytes + <usize>column * FLOAT;
    multiplyBlocks(packedA, packedB, c, cRowBytes, rows, columns, depth, accumulate);
  }
}

function multiplyBlocks(
  packedA: usize,
  packedB: usize,
  c: usize,
  cRowBytes: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  accumulate: bool,
): void {
  const edgeTile = packedB + B_BLOCK_BYTES;
  const aPanelBytes = <usize>(TILE_ROWS * depth) * FLOAT;
  const bPanelBytes = <usize>(TILE_COLUMNS * depth) * FLOAT;
  let panelB = packedB;
  for (let column = 0; column < columns; column += TILE_COLUMNS) {
    let panelA = packedA;
    for (let row = 0; row < rows; row += TILE_ROWS) {
      const target = c + <usize>row * cRowBytes + <usize>column * FLOAT;
      const tileRows = min(TILE_ROWS, rows - row);
      const tileColumns = min(TILE_COLUMNS, columns - column);
      if (tileRows == TILE_ROWS && tileColumns == TILE_COLUMNS) {
        multiplyTile(panelA, panelB, target, cRowBytes, depth, accumulate);
      } else {
        multiplyTile(panelA, panelB, edgeTile, TILE_ROW_BYTES, depth, false);
        storePart(edgeTile, target, cRowBytes, tileRows, tileColumns, accumulate);
      }
      panelA += aPanelBytes;
    }
    panelB += bPanelBytes;
  }
}

/** The upper left part of a tile that reaches over the edge of C. */
function storePart(
  tile: usize,
  c: usize,
  cRowBytes: usize,
  rows: i32,
  columns: i32,
  accumulate: bool,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = c + <usize>row * cRowBytes + <usize>column * FLOAT;
      const value = load<f32>(tile + <usize>row * TILE_ROW_BYTES + <usize>column * FLOAT);
      store<f32>(at, accumulate ? load<f32>(at) + value : value);
    }
  }
}

/** The inner loop, written out: 4 rows × 8 columns of C live in registers while the depth runs by. */
function multiplyTile(a: usize, b: usize, c: usize, cRowBytes: usize, depth: i32, accumulate: bool): void {
  const c0 = c;
  const c1 = c + cRowBytes;
  const c2 = c1 + cRowBytes;
  const c3 = c2 + cRowBytes;
  let left0 = f32x4.splat(0);
  let left1 = left0;
  let left2 = left0;
  let left3 = left0;
  let right0 = left0;
  let right1 = left0;
  let right2 = left0;
  let right3 = left0;
  if (accumulate) {
    left0 = v128.load(c0);
    right0 = v128.load(c0, 16);
    left1 = v128.load(c1);
    right1 = v128.load(c1, 16);
    left2 = v128.load(c2);
    right2 = v128.load(c2, 16);
    left3 = v128.load(c3);
    right3 = v128.load(c3, 16);
  }
  const end = a + <usize>(TILE_ROWS * depth) * FLOAT;
  while (a < end) {
    const bLeft = v128.load(b);
    const bRight = v128.load(b, 16);
    let value = v128.load32_splat(a);
    left0 = f32x4.add(left0, f32x4.mul(value, bLeft));
    right0 = f32x4.add(right0, f32x4.mul(value, bRight));
    value = v128.load32_splat(a, 4);
    left1 = f32x4.add(left1, f32x4.mul(value, bLeft));
    right1 = f32x4.add(right1, f32x4.mul(value, bRight));
    value = v128.load32_splat(a, 8);
    left2 = f32x4.add(left2, f32x4.mul(value, bLeft));
    right2 = f32x4.add(right2, f32x4.mul(value, bRight));
    value = v128.load32_splat(a, 12);
    left3 = f32x4.add(left3, f32x4.mul(value, bLeft));
    right3 = f32x4.add(right3, f32x4.mul(value, bRight));
    a += <usize>TILE_ROWS * FLOAT;
    b += TILE_ROW_BYTES;
  }
  v128.store(c0, left0);
  v128.store(c0, right0, 16);
  v128.store(c1, left1);
  v128.store(c1, right1, 16);
  v128.store(c2, left2);
  v128.store(c2, right2, 16);
  v128.store(c3, left3);
  v128.store(c3, right3, 16);
}
