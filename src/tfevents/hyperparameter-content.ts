/** The messages of TensorBoard's HPARAMS plugin, which live in a tag's metadata rather than in its values. */
import { BackwardBuffer } from "./backward-buffer.ts";
import {
  EXPERIMENT,
  HPARAM_INFO,
  HPARAM_TYPE,
  HPARAMS,
  MAP_ENTRY,
  METRIC_INFO,
  METRIC_NAME,
  PROTOBUF_VALUE,
  SESSION_END,
  SESSION_START,
  SESSION_STATUS,
} from "./hparams-fields.ts";

export type HyperparameterValue = string | number | boolean;
export type Hyperparameters = Readonly<Record<string, HyperparameterValue>>;

/** How a run ended. */
export type SessionOutcome = keyof typeof SESSION_STATUS;

/** HParamsPluginData that names the hyperparameters and the scalar tags to show beside them. */
export function experimentContent(
  parameters: Hyperparameters,
  metricTags: readonly string[],
  createdSeconds: number,
): Uint8Array {
  const buffer = new BackwardBuffer();
  for (const tag of metricTags.toReversed()) addMetricInfo(buffer, tag);
  for (const [name, value] of Object.entries(parameters).toReversed()) addParameterInfo(buffer, name, value);
  buffer.doubleField(EXPERIMENT.createdSeconds, createdSeconds);
  buffer.closeMessage(HPARAMS.experiment, 0);
  return buffer.take();
}

function addMetricInfo(buffer: BackwardBuffer, tag: string): void {
  const before = buffer.size;
  buffer.stringField(METRIC_NAME.tag, tag);
  buffer.closeMessage(METRIC_INFO.name, before);
  buffer.closeMessage(EXPERIMENT.metricInfos, before);
}

function addParameterInfo(buffer: BackwardBuffer, name: string, value: HyperparameterValue): void {
  const before = buffer.size;
  buffer.varintField(HPARAM_INFO.type, HPARAM_TYPE[typeof value as keyof typeof HPARAM_TYPE]);
  buffer.stringField(HPARAM_INFO.name, name);
  buffer.closeMessage(EXPERIMENT.hparamInfos, before);
}

/** HParamsPluginData that says with which values this run was started. */
export function sessionStartContent(parameters: Hyperparameters, startSeconds: number): Uint8Array {
  const buffer = new BackwardBuffer();
  buffer.doubleField(SESSION_START.startSeconds, startSeconds);
  for (const [name, value] of Object.entries(parameters).toReversed()) {
    const before = buffer.size;
    addProtobufValue(buffer, value);
    buffer.closeMessage(MAP_ENTRY.value, before);
    buffer.stringField(MAP_ENTRY.key, name);
    buffer.closeMessage(SESSION_START.parameters, before);
  }
  buffer.closeMessage(HPARAMS.sessionStart, 0);
  return buffer.take();
}

/** HParamsPluginData that says how and when this run ended. */
export function sessionEndContent(outcome: SessionOutcome, endSeconds: number): Uint8Array {
  const buffer = new BackwardBuffer();
  buffer.doubleField(SESSION_END.endSeconds, endSeconds);
  buffer.varintField(SESSION_END.status, SESSION_STATUS[outcome]);
  buffer.closeMessage(HPARAMS.sessionEnd, 0);
  return buffer.take();
}

function addProtobufValue(buffer: BackwardBuffer, value: HyperparameterValue): void {
  switch (typeof value) {
    case "number":
      buffer.doubleField(PROTOBUF_VALUE.number, value);
      return;
    case "string":
      buffer.stringField(PROTOBUF_VALUE.string, value);
      return;
    case "boolean":
      buffer.varintField(PROTOBUF_VALUE.bool, value ? 1 : 0);
  }
}
