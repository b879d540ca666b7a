/** Field numbers of the messages in an event file: the contract with every writer there is. */

export const EVENT = {
  wallTime: 1,
  step: 2,
  fileVersion: 3,
  graphDef: 4,
  summary: 5,
  sessionLog: 7,
  taggedRunMetadata: 8,
  metaGraphDef: 9,
  sourceMetadata: 10,
} as const;

export const SESSION_LOG = { status: 1 } as const;
export const SESSION_STATUS_START = 1;

export const TAGGED_RUN_METADATA = { tag: 1, runMetadata: 2 } as const;
export const SOURCE_METADATA = { writer: 1 } as const;
export const SUMMARY = { value: 1 } as const;

export const VALUE = {
  tag: 1,
  simpleValue: 2,
  oldStyleHistogram: 3,
  image: 4,
  histogram: 5,
  audio: 6,
  nodeName: 7,
  tensor: 8,
  metadata: 9,
} as const;

export const METADATA = { pluginData: 1, displayName: 2, description: 3, dataClass: 4 } as const;
export const PLUGIN_DATA = { pluginName: 1, content: 2 } as const;
export const DATA_CLASS = { unknown: 0, scalar: 1, tensor: 2, blobSequence: 3 } as const;

export const IMAGE = { height: 1, width: 2, encoded: 4 } as const;
export const AUDIO = { sampleRate: 1, encoded: 4, contentType: 5 } as const;
export const HISTOGRAM = { min: 1, max: 2, bucketLimit: 6, bucket: 7 } as const;

export const TENSOR = {
  dtype: 1,
  shape: 2,
  content: 4,
  floatValues: 5,
  doubleValues: 6,
  intValues: 7,
  stringValues: 8,
  complex64Values: 9,
  int64Values: 10,
  boolValues: 11,
  complex128Values: 12,
  halfValues: 13,
  uint32Values: 16,
  uint64Values: 17,
  float8Values: 18,
} as const;

export const SHAPE = { dimension: 2, unknownRank: 3 } as const;
export const DIMENSION = { size: 1 } as const;

/** TensorBoard's tag for the one graph of a run. */
export const GRAPH_TAG = "__run_graph__";
/** TensorBoard shows a meta graph only where there is no graph; here both are kept. */
export const META_GRAPH_TAG = "__run_meta_graph__";
