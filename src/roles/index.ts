/** Tags and values → roles, games, loss family. */
export {
  CORRECTIONS_FILE,
  type Corrections,
  correctedLossFamily,
  correctedRoles,
  matchesPattern,
  NO_CORRECTIONS,
} from "./corrections.ts";
export { isNamedAfterEpochs, mayBeLoggedAnEpoch, mayCountEpochs } from "./epoch-steps.ts";
export { type OpponentTags, opponentsOf } from "./opponents.ts";
export {
  type DirectoryOfTags,
  isLetterOfExperiments,
  namesPlayer,
  namesThatMayComplete,
  type PartOfTraining,
  type TrainingInParts,
  trainingsInParts,
} from "./parts-of-training.ts";
export { type GameHints, recogniseGames } from "./recognise-games.ts";
export { recogniseRoles, type SeriesLookup } from "./recognise-roles.ts";
export type { TagOfRun } from "./run-names.ts";
