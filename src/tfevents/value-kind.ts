/** Decides what a tag's values are, from its first metadata or else from the payload itself. */
import type { TagInfo, ValueKind } from "../model/index.ts";
import { DATA_CLASS, VALUE } from "./fields.ts";
import type { SummaryMetadata } from "./summary-metadata.ts";

const KIND_OF_PLUGIN: ReadonlyMap<string, ValueKind> = new Map([
  ["scalars", "scalar"],
  ["histograms", "histogram"],
  ["images", "image"],
  ["audio", "audio"],
  ["text", "text"],
  ["hparams", "hparams"],
  ["pr_curves", "pr-curve"],
  ["mesh", "mesh"],
  ["custom_scalars", "custom-scalars"],
  ["graphs", "graph"],
  ["graph_run_metadata", "graph"],
  ["graph_run_metadata_graph", "graph"],
  ["graph_tagged_run_metadata", "graph"],
  ["graph_keras_model", "graph"],
]);

/** TensorBoard converts these TF1 payloads to its own plugins, whatever the metadata says. */
const LEGACY: ReadonlyMap<number, { readonly kind: ValueKind; readonly plugin: string }> = new Map([
  [VALUE.simpleValue, { kind: "scalar", plugin: "scalars" }],
  [VALUE.histogram, { kind: "histogram", plugin: "histograms" }],
  [VALUE.image, { kind: "image", plugin: "images" }],
  [VALUE.audio, { kind: "audio", plugin: "audio" }],
]);

export interface FirstValue {
  readonly tag: string;
  readonly metadata: SummaryMetadata;
  /** Field number of the payload, 0 if none. */
  readonly payload: number;
  /** Whether the payload is one real number, and whether it is a tensor of rank 0. */
  readonly isOneNumber: boolean;
  readonly isRankZero: boolean;
}

/** The tag's lasting facts as its first value shows them. */
export function tagInfoOf(first: FirstValue): TagInfo {
  const { tag, metadata, payload } = first;
  const { displayName, description } = metadata;
  const legacy = LEGACY.get(payload);
  if (legacy !== undefined) return { tag, ...legacy, displayName, description };
  return { tag, kind: kindOfTensor(first), plugin: metadata.plugin, displayName, description };
}

function kindOfTensor({ metadata, isOneNumber, isRankZero }: FirstValue): ValueKind {
  const byPlugin = KIND_OF_PLUGIN.get(metadata.plugin);
  if (byPlugin === "scalar") return isOneNumber ? "scalar" : "tensor";
  if (byPlugin !== undefined) return byPlugin;
  if (!isOneNumber) return "tensor";
  if (metadata.dataClass === DATA_CLASS.scalar) return "scalar";
  return metadata.dataClass === DATA_CLASS.unknown && isRankZero ? "scalar" : "tensor";
}

/**
 * A tag whose values began without naming a plugin, once one is named. Scalars stay scalars and other values
 * never become scalars, because rows were stored as such.
 */
export function refined(info: TagInfo, metadata: SummaryMetadata): TagInfo {
  const byPlugin = KIND_OF_PLUGIN.get(metadata.plugin) ?? info.kind;
  const kind = info.kind === "scalar" || byPlugin === "scalar" ? info.kind : byPlugin;
  return {
    tag: info.tag,
    kind,
    plugin: metadata.plugin,
    displayName: info.displayName || metadata.displayName,
    description: info.description || metadata.description,
  };
}
