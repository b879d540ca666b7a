/** The loops that never return: log directory → runs → files → points. */
export type { Clock } from "./clock.ts";
export { correctionsFileOf, correctionsOf } from "./corrections/corrections-of.ts";
export type { EncoderFile } from "./derive/chosen-encoder.ts";
export { decodedImages } from "./derive/decoded-images.ts";
export { createDerivationProgress } from "./derive/derivation-progress.ts";
export { deriveOnce, followDerivations } from "./derive/follow-derivations.ts";
export { createDescriber, type RunDescription } from "./describe-runs.ts";
export { createDiagnoser } from "./diagnoser.ts";
export { type EventFile, eventFilesUnder } from "./event-files.ts";
export { startIngest } from "./ingest.ts";
export { openValueReader } from "./open-value-reader.ts";
export { Projector } from "./project.ts";
export { createRunProjection, type RunProjection } from "./project-run.ts";
export { type CorrectionsReader, createRoleReader } from "./roles-of-runs.ts";
export { diagnoseRun, type GameDiagnosis, type RunMeaning } from "./run-judge.ts";
export { type Watching, type WatchOptions, watchLogDirectories } from "./watch.ts";
