/** The GAN that `npm start` trains: the demo's door. */
export { faultsInWords } from "./faults/registry.ts";
export { DEMO_FLAGS, type DemoFlags, parseDemoOptions } from "./options.ts";
export { type Demo, startDemo } from "./run-demo.ts";
export type { DemoStatus } from "./worker-messages.ts";
