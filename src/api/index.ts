/** The wire: routes, request and response types, and the binary form of columns. */
export {
  type Column,
  type ColumnSet,
  packBlobs,
  packColumns,
  unpackBlobs,
  unpackColumns,
} from "./columns.ts";
export type {
  DiagnosisOfGame,
  DiagnosisResponse,
  EvidenceOfFinding,
  FindingOfGame,
  RuleThatCannotTell,
  VerdictOfGame,
} from "./diagnosis-response.ts";
export { FrameReader, framed } from "./frames.ts";
export {
  type Cells,
  LAYOUT_METHODS,
  type LayoutMethod,
  type LayoutPhase,
  type ProjectionColumns,
  type ProjectionFacts,
  type ProjectionHeader,
  type ProjectionStep,
} from "./projection.ts";
export type {
  ChangeEvent,
  CorrectionsJson,
  CorrectionsResponse,
  DerivationState,
  DerivationsResponse,
  EntriesColumns,
  EntriesHeader,
  ErrorResponse,
  FileSummary,
  HistogramsColumns,
  HistogramsHeader,
  ImageKey,
  ImagesHeader,
  IntakeResponse,
  LatestValue,
  RunResponse,
  RunSummary,
  RunsResponse,
  SharedTag,
  SharedTagsResponse,
  StepJson,
  TagSummary,
  TextResponse,
} from "./responses.ts";
export {
  DEFAULT_PORT,
  entryUrl,
  type HistogramsRequest,
  histogramsUrl,
  type ImagesRequest,
  imagesUrl,
  LARGEST_CORRECTIONS_BYTES,
  LARGEST_INTAKE_BYTES,
  type ProjectionRequest,
  projectionUrl,
  ROUTES,
  type SeriesRequest,
  seriesUrl,
  sharedTagsUrl,
  tagUrl,
} from "./routes.ts";
export type { SentSeries } from "./series-part.ts";
export { type KnownRows, knownRowsOf, parseKnownRows, unchangedRows } from "./series-tail.ts";
export { PartsReader, PartsWriter, seriesAsJson } from "./series-wire.ts";
