/** Which tags of a run stand in which section of the game's page, decided by their roles alone. */
import type { TagSummary } from "../../api/index.ts";
import { type Role, tagsTogetherWith } from "../../model/index.ts";

export interface GameLayout {
  readonly generatorLosses: readonly TagSummary[];
  readonly discriminatorLosses: readonly TagSummary[];
  /** The discriminator's loss on each side, shown on demand. */
  readonly discriminatorLossParts: readonly TagSummary[];
  readonly accuracies: readonly TagSummary[];
  readonly outputs: Outputs;
  readonly generatorLayers: readonly LayerTag[];
  readonly discriminatorLayers: readonly LayerTag[];
  /** Other measures of each layer; only those that are logged. */
  readonly otherLayers: readonly LayerMeasure[];
  readonly fixedSamples: ImageSet | null;
  readonly realSamples: ImageSet | null;
  readonly alsoLogged: readonly TagSummary[];
}

export type Outputs =
  | {
      readonly kind: "histograms";
      readonly real: TagSummary | null;
      readonly fake: TagSummary | null;
      readonly heldOut: TagSummary | null;
    }
  | { readonly kind: "scalars"; readonly tags: readonly TagSummary[] }
  | { readonly kind: "none" };

export interface LayerTag {
  readonly name: string;
  readonly tag: string;
}

export interface LayerMeasure {
  readonly role: Role;
  readonly layers: readonly LayerTag[];
}

/** Images that belong together: one tag with many images an entry, or numbered tags with one each. */
export interface ImageSet {
  readonly tags: readonly string[];
  readonly role: Role;
}

const GENERATOR_LOSSES = ["g.loss.adv", "g.loss.total", "g.loss.main"] as const satisfies readonly Role[];
const DISCRIMINATOR_LOSSES = ["d.loss", "d.loss.total"] as const satisfies readonly Role[];
const ACCURACIES = ["d.acc.real", "d.acc.fake", "d.acc"] as const satisfies readonly Role[];
const OUTPUTS = ["d.out.real", "d.out.fake", "d.out.heldOut"] as const satisfies readonly Role[];
/** Generated samples of fresh noise are shown where nobody logged fixed noise. */
const FIXED_SAMPLES = ["sample.fixed", "sample.fake"] as const satisfies readonly Role[];
const OTHER_LAYER_ROLES = [
  "update.g",
  "update.d",
  "dead.g",
  "dead.d",
  "saturated.g",
  "saturated.d",
] as const satisfies readonly Role[];
/** In the order of the page: quality first, then what steers training. */
const ALSO_LOGGED = [
  "metric.fid",
  "metric.kid",
  "metric.is",
  "metric.prec",
  "metric.recall",
  "metric.featureDistance",
  "metric.jsd",
  "metric.other",
  "wdist",
  "d.sign.real",
  "d.sign.fake",
  "d.margin",
  "gp",
  "gp.norm",
  "r1",
  "r2",
  "pl",
  "grad.samples",
  "direction.g",
  "direction.d",
  "lr",
  "lr.g",
  "lr.d",
  "g.loss.aux",
  "d.loss.aux",
] as const satisfies readonly Role[];

export function gameLayout(tags: readonly TagSummary[]): GameLayout {
  const scalars = tags.filter(({ kind }) => kind === "scalar");
  const parts = withRoles(scalars, ["d.loss.real", "d.loss.fake"]);
  const wholeLosses = firstRolePresent(scalars, DISCRIMINATOR_LOSSES);
  const hasOnlyParts = wholeLosses.length === 0;
  return {
    generatorLosses: firstRolePresent(scalars, GENERATOR_LOSSES),
    discriminatorLosses: hasOnlyParts ? parts : wholeLosses,
    discriminatorLossParts: hasOnlyParts ? [] : parts,
    accuracies: withRoles(scalars, ACCURACIES),
    outputs: outputsOf(tags),
    generatorLayers: layersOf(scalars, "grad.g"),
    discriminatorLayers: layersOf(scalars, "grad.d"),
    otherLayers: OTHER_LAYER_ROLES.map((role) => ({ role, layers: layersOf(scalars, role) })).filter(
      ({ layers }) => layers.length > 0,
    ),
    fixedSamples: imagesOf(tags, FIXED_SAMPLES),
    realSamples: imagesOf(tags, ["sample.real"]),
    alsoLogged: withRoles(scalars, ALSO_LOGGED),
  };
}

/** A run that logs both a part and the sum of a loss plays the game with the more specific one. */
function firstRolePresent(tags: readonly TagSummary[], roles: readonly Role[]): readonly TagSummary[] {
  for (const role of roles) {
    const found = tags.filter((tag) => tag.role === role);
    if (found.length > 0) return found;
  }
  return [];
}

function withRoles(tags: readonly TagSummary[], roles: readonly Role[]): readonly TagSummary[] {
  return roles.flatMap((role) => tags.filter((tag) => tag.role === role));
}

function outputsOf(tags: readonly TagSummary[]): Outputs {
  const histograms = tags.filter(({ kind }) => kind === "histogram");
  const first = (role: Role) => histograms.find((tag) => tag.role === role) ?? null;
  const [real, fake, heldOut] = [first("d.out.real"), first("d.out.fake"), first("d.out.heldOut")];
  if (real !== null || fake !== null || heldOut !== null) return { kind: "histograms", real, fake, heldOut };
  const scalars = withRoles(
    tags.filter(({ kind }) => kind === "scalar"),
    OUTPUTS,
  );
  return scalars.length > 0 ? { kind: "scalars", tags: scalars } : { kind: "none" };
}

/** The row of the norm over all layers, beside those of each. */
const ALL_LAYERS = "all layers";

/** Layers in the order given, which is forward order; parameters of one layer stay together. */
function layersOf(scalars: readonly TagSummary[], role: Role): readonly LayerTag[] {
  const layers = new Map<string, LayerTag[]>();
  const tags = inForwardOrder(scalars.filter((tag) => tag.role === role));
  const isOneWhole = tags.filter(({ layer }) => layer === "").length === 1 && tags.length > 1;
  for (const { tag, layer } of tags) {
    const whole = isOneWhole ? ALL_LAYERS : tag;
    const name = layer === "" ? whole : layer;
    const owner = ownerOf(name);
    layers.set(owner, [...(layers.get(owner) ?? []), { name, tag }]);
  }
  return [...layers.values()].flat();
}

const natural = new Intl.Collator("en", { numeric: true });

/**
 * Tags sorted by name have lost the order they were logged in; then the numbers in their names tell,
 * and weights come before what is added to their product.
 */
function inForwardOrder(tags: readonly TagSummary[]): readonly TagSummary[] {
  const isSortedByName = tags.every(({ tag }, i) => i === 0 || (tags[i - 1]?.tag ?? "") < tag);
  if (!isSortedByName) return tags;
  return tags.toSorted(
    (one, other) =>
      natural.compare(ownerOf(one.tag), ownerOf(other.tag)) ||
      Number(isAdded(one.tag)) - Number(isAdded(other.tag)) ||
      natural.compare(one.tag, other.tag),
  );
}

function isAdded(tag: string): boolean {
  return /[./](bias|beta)(:\d+)?$/i.test(tag);
}

/** "dense_1/kernel:0" and "main.3.bias" without the parameter's name. */
function ownerOf(name: string): string {
  return name.replace(/[./](kernel|weight|bias|gamma|beta)(:\d+)?$/i, "");
}

function imagesOf(tags: readonly TagSummary[], roles: readonly Role[]): ImageSet | null {
  const images = firstRolePresent(
    tags.filter(({ kind }) => kind === "image"),
    roles,
  );
  const first = images[0];
  if (first === undefined) return null;
  const names = images.map(({ tag }) => tag);
  return { tags: tagsTogetherWith(first.tag, names), role: first.role };
}
