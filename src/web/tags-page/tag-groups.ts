/** All tags of a run by kind, and within a kind by the first part of their names. */
import type { TagSummary } from "../../api/index.ts";
import type { ValueKind } from "../../model/index.ts";

export interface TagGroup {
  readonly kind: ValueKind;
  /** "" for tags without a slash. */
  readonly prefix: string;
  readonly tags: readonly TagSummary[];
}

const KIND_WORDS: Readonly<Record<ValueKind, string>> = {
  scalar: "Scalars",
  histogram: "Histograms",
  image: "Images",
  audio: "Audio",
  text: "Text",
  tensor: "Tensors",
  hparams: "Hyper-parameters",
  "pr-curve": "Precision–recall curves",
  mesh: "Meshes",
  graph: "Graphs",
  "custom-scalars": "Layouts of custom scalars",
};

/** In this order on the page: what is drawn first, what is only counted last. */
const KIND_ORDER = Object.keys(KIND_WORDS);

export function kindWords(kind: ValueKind): string {
  return KIND_WORDS[kind];
}

const natural = new Intl.Collator("en", { numeric: true });

export function tagGroups(tags: readonly TagSummary[]): readonly TagGroup[] {
  const groups = new Map<string, TagSummary[]>();
  for (const tag of tags) {
    const key = `${tag.kind}\n${prefixOf(tag.tag)}`;
    groups.set(key, [...(groups.get(key) ?? []), tag]);
  }
  return [...groups.values()]
    .flatMap((members) => {
      const first = members[0];
      if (first === undefined) return [];
      const sorted = members.toSorted((one, other) => natural.compare(one.tag, other.tag));
      return [{ kind: first.kind, prefix: prefixOf(first.tag), tags: sorted }];
    })
    .toSorted(
      (one, other) =>
        KIND_ORDER.indexOf(one.kind) - KIND_ORDER.indexOf(other.kind) ||
        natural.compare(one.prefix, other.prefix),
    );
}

function prefixOf(tag: string): string {
  const slash = tag.indexOf("/");
  return slash > 0 ? tag.slice(0, slash) : "";
}
