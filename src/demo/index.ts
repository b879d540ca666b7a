/** The GAN that `npm start` trains: the demo's door. */
export type { Fault } from "./faults/fault.ts";
export { FAULTS } from "./faults/registry.ts";
export { DEMO_FLAGS, type DemoFlags, type ParsedDemoOptions, parseDemoOptions } from "./options.ts";
export { LOSS_NAMES, MODEL_NAMES, type Recipe } from "./recipe.ts";
export { DEFAULT_LOG_DIRECTORY, type Demo, type DemoOptions, startDemo } from "./run-demo.ts";
export type { TrainingOutcome } from "./train.ts";
export type { DemoStatus } from "./worker-messages.ts";
