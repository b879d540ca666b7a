/** The vocabulary: if two rooms disagree on a word, it is settled here. */

export { AXES, type Axis, placeOfWallTime } from "./axis.ts";
export { decodeBase64 } from "./base64.ts";
export { BucketBuilder, type BucketRow, bucketise } from "./bucket-builder.ts";
export {
  BUCKET_FLOAT_COLUMNS,
  type BucketColumns,
  bucketCount,
  bucketWidthFor,
  NON_FINITE_MASK,
  type Points,
  rawBuckets,
} from "./buckets.ts";
export { type ChartQuery, chartViewOf } from "./chart-view.ts";
export {
  type DerivedProvenance,
  derivedDescription,
  parseDerivedDescription,
} from "./derived-description.ts";
export {
  DERIVED_PLUGIN,
  type DerivedTag,
  derivedSource,
  derivedTag,
  ESTIMATE_PARTS,
  type EstimatePart,
  isDerivedSource,
  isDerivedTag,
  parseDerivedTag,
} from "./derived-tag.ts";
export {
  type DataLoss,
  type EventBatch,
  type ReadState,
  type TagBatch,
  type TagInfo,
  VALUE_KINDS,
  type ValueKind,
} from "./event-batch.ts";
export { ExplainedError, type Explanation } from "./explained-error.ts";
export {
  type ChanceLevel,
  type FamilyCorrection,
  type Game,
  type GameConventions,
  type GameKind,
  LOSS_FAMILIES,
  type LossFamily,
  type Player,
  ROLES,
  type Role,
  type RoleCorrection,
  type RoleOfTag,
  type Side,
} from "./game.ts";
export { asinhEdges, binOf, countBetween, type Histogram, rebin } from "./histogram.ts";
export { tagsTogetherWith } from "./numbered-tags.ts";
export { type Segment, segmentsOf, supersededFromSteps } from "./segments.ts";
export { type BlobColumns, type ScalarColumns, stepForJson, stepsAsNumbers } from "./series.ts";
export {
  type SegmentView,
  type SeriesQuery,
  type SeriesView,
  viewOf,
} from "./series-view.ts";
export { MAX_SMOOTHING } from "./smoothing.ts";
export { sumOfTags, tagsBehind } from "./sum-of-tags.ts";
export { type WasmMemory, webAssembly } from "./web-assembly.ts";
