/** What the module exports; compiled by scripts/build-kernels.mjs, called through ../kernel-module.ts. */
export { multiply, MULTIPLY_SCRATCH_BYTES } from "./multiply";
export { gatherPatches, scatterPatches } from "./patches";
export { addBias } from "./bias";
export { adam } from "./adam";
