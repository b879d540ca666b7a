/**
 * What the module exports; compiled by scripts/build-scanner.mjs into ../scanner-module.ts, called through
 * ../scalar-scanner.ts. Its memory is laid out by hand (layout.ts): no strings, arrays or managed objects here.
 */
import { WINDOW } from "./layout";
import { makeTables } from "./crc32c";

export { scan } from "./scan";
export { forgetTags, learn } from "./tags";
export { group } from "./group";

/** To be called once, before anything else. Returns where the bytes to scan go; the rows begin 256 KiB behind. */
export function prepare(): usize {
  makeTables();
  return WINDOW;
}
