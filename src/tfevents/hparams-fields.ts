/** Field numbers of the HPARAMS plugin's messages and of google.protobuf.Value. */

export const HPARAMS = { version: 1, experiment: 2, sessionStart: 3, sessionEnd: 4 } as const;
export const EXPERIMENT = { createdSeconds: 3, hparamInfos: 4, metricInfos: 5 } as const;
export const HPARAM_INFO = { name: 1, type: 4 } as const;
export const METRIC_INFO = { name: 1 } as const;
export const METRIC_NAME = { tag: 2 } as const;
export const SESSION_START = { parameters: 1, startSeconds: 5 } as const;
export const SESSION_END = { status: 1, endSeconds: 2 } as const;
export const MAP_ENTRY = { key: 1, value: 2 } as const;
export const PROTOBUF_VALUE = { number: 2, string: 3, bool: 4 } as const;

/** The plugin's DataType, by JavaScript's. */
export const HPARAM_TYPE = { string: 1, boolean: 2, number: 3 } as const;

/** The plugin's Status of a session that is over. */
export const SESSION_STATUS = { success: 1, failure: 2 } as const;
