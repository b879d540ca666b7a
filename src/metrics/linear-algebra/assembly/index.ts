/** Linear algebra with SIMD, sum by sum in the order of the TypeScript that it stands in for. */
export { multiplyRows, updateRows, updateTriangle } from "./passes";
export { tiles } from "./tiles";

/** Makes room up to this byte; false where there is none. */
export function reserve(end: usize): bool {
  const pages = <i32>((end + 0xffff) >>> 16);
  const missing = pages - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}

/** Where data may begin. */
export function heapBase(): usize {
  return __heap_base;
}
