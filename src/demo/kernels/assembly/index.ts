/**
 * What the module exports; compiled by scripts/build-kernels.mjs, called through ../kernel-module.ts.
 *
 * The module runs in the memory of TensorFlow.js and owns none of it: no strings, arrays, closures or managed objects
 * here. That is why functions take many positional numbers, and calls with more than a handful an argument block
 * (an `@unmanaged` class) that the caller writes.
 */
export { multiply, MULTIPLY_SCRATCH_BYTES } from "./multiply";
export { gatherPatches, scatterPatches } from "./patches";
export { addBias } from "./bias";
export { adam } from "./adam";
