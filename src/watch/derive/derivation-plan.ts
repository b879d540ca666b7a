/** Which tags of a run a group of metrics is derived from, one plan a game and group. */

import { encoderOfTag } from "../../encoders/index.ts";
import { derivedSource, type Game, type RoleOfTag } from "../../model/index.ts";
import { opponentsOf } from "../../roles/index.ts";
import type { TagRecord } from "../../store/index.ts";
import { meantOutputsOf } from "../meant-outputs.ts";
import { type ChosenEncoder, DIGIT_ENCODER, encoderInWords } from "./chosen-encoder.ts";
import { columnsOfValues } from "./columns-of-values.ts";
import { groupOf, groupOfFeatures, identityOf, type Measures, needsEqualSteps } from "./measures.ts";
import { segmentOf } from "./metric-segment.ts";
import { plotAmong } from "./plot-among.ts";

/** Grows when a group's numbers change: what earlier versions derived is derived anew. */
const VERSION = 16;

export type Side = "real" | "fake" | "heldOut";

export interface DerivationPlan {
  readonly measures: Measures;
  /** Null in a run with a single game, and for what belongs to all games. */
  readonly game: string | null;
  readonly tags: { readonly real: string; readonly fake: string; readonly heldOut: string | null };
  /** Whether the sides belong together only at equal steps; else the latest real ones serve. */
  readonly needsEqualSteps: boolean;
  /** What the numbers are made with besides the tags, in words; "" for nothing. */
  readonly madeWith: string;
  /** In the store: where the points are kept, and by what it is known that they are still true. */
  readonly source: string;
  readonly identity: string;
}

export interface MeaningOfRun {
  readonly roles: readonly RoleOfTag[];
  readonly games: readonly Game[];
}

/** `encoders`: what images are encoded with besides being measured as they are. */
export function derivationPlansOf(
  { roles, games }: MeaningOfRun,
  tags: readonly TagRecord[],
  encoders: readonly ChosenEncoder[] = [DIGIT_ENCODER],
): DerivationPlan[] {
  const kinds = new Map(tags.map(({ tag, kind }) => [tag, kind]));
  const features = featurePlans(roles.filter(({ tag }) => kinds.get(tag) === "tensor"));
  const taken = new Set(features.map(({ source }) => source));
  const opponents = opponentsOf(roles);
  const ofGames = opponents.flatMap(({ name, tags: ofGame }) => {
    const game = opponents.length > 1 ? name : null;
    const meant = meantOutputsOf(games.find((one) => one.name === name));
    const find = (kind: TagRecord["kind"], ...wanted: readonly RoleOfTag["role"][]) =>
      wanted.flatMap((role) => ofGame.filter((tag) => tag.role === role && kinds.get(tag.tag) === kind))[0];
    const realSamples = find("image", "sample.real");
    const sameNoise = find("image", "sample.fixed");
    // Of games that only reconstruct or translate their data, what they make of it.
    const freshNoise = find("image", "sample.fake", "sample.rec");
    const onReal = find("histogram", "d.out.real");
    const isLowOnReal = meant.isLowOnReal || onReal?.isInverted === true;
    const outputs = planOf(
      { kind: "outputs", ...meant, isLowOnReal },
      {
        game,
        real: onReal,
        fake: find("histogram", "d.out.fake"),
        heldOut: find("histogram", "d.out.heldOut"),
      },
    );
    const samples = samplesPlan({ game, real: realSamples, sameNoise, freshNoise });
    const encoded = encoders.map((encoder) =>
      planOf(
        measuresEncoded(encoder, taken),
        { game, real: realSamples, fake: freshNoise ?? sameNoise },
        encoder,
      ),
    );
    const margins = find("histogram", "d.labelMargin");
    const labels = planOf(
      { kind: "labels", areDifferences: margins !== undefined },
      { game, real: margins ?? onReal, fake: margins ?? find("histogram", "d.out.relabelled") },
    );
    const variants = VARIANTS.map(({ variant, role }) =>
      planOf(
        { kind: "variant", variant },
        { game, real: variant === "average" ? realSamples : sameNoise, fake: find("image", role) },
      ),
    );
    const plot = plotAmong(ofGame.filter(({ tag }) => kinds.get(tag) === "image"));
    const points = planOf({ kind: "points" }, { game, real: realSamples ?? plot, fake: plot });
    const columns = columnsOfValues(ofGame.filter(({ tag }) => kinds.get(tag) === "histogram"));
    const values = columns.map(({ measures, ...sides }) => planOf(measures, { game, ...sides }));
    return [
      outputs,
      samples,
      points,
      ...encoded,
      labels,
      ...variants,
      ...values,
      ...layerPlans(game, ofGame, kinds),
    ];
  });
  return [...features, ...ofGames].filter((plan) => plan !== null);
}

interface LoggedSamples {
  readonly game: string | null;
  readonly real: RoleOfTag | undefined;
  readonly sameNoise: RoleOfTag | undefined;
  readonly freshNoise: RoleOfTag | undefined;
}

/** Most logs show generated images alone, which are then held against those before. */
function samplesPlan({ game, real, sameNoise, freshNoise }: LoggedSamples): DerivationPlan | null {
  const fake = sameNoise ?? freshNoise;
  if (real === undefined) return planOf({ kind: "lone-samples" }, { game, real: fake, fake });
  return planOf({ kind: "samples", isFixedNoise: sameNoise !== undefined }, { game, real, fake });
}

/** Features that a run logs itself come first: those made here get another name than theirs. */
function measuresEncoded({ segment, choice }: ChosenEncoder, taken: ReadonlySet<string>): Measures {
  const isTaken = taken.has(derivedSource(groupOfFeatures(segment), null));
  return { kind: "encoded", encoder: isTaken ? `encoded-${segment}` : segment, choice };
}

/** One plan an encoder, for all games: features belong to samples, not to a discriminator. */
function featurePlans(roles: readonly RoleOfTag[]): DerivationPlan[] {
  const encoders = new Set(roles.flatMap(({ tag }) => encoderOfTag(tag) ?? []));
  return [...encoders].flatMap((encoder) => {
    const find = (wanted: RoleOfTag["role"]) =>
      roles.find(({ tag, role }) => role === wanted && encoderOfTag(tag) === encoder);
    const [real, fake, heldOut] = [find("features.real"), find("features.fake"), find("features.heldOut")];
    return planOf({ kind: "features", encoder }, { game: null, real, fake, heldOut }) ?? [];
  });
}

const VARIANTS = [
  { variant: "other-labels", role: "sample.relabelled" },
  { variant: "training-mode", role: "sample.trainingMode" },
  { variant: "average", role: "sample.average" },
] as const;

const LAYERS = [
  { kind: "gradients", player: "generator", role: "grad.g" },
  { kind: "gradients", player: "discriminator", role: "grad.d" },
  { kind: "weights", player: "generator", role: "weights.g" },
  { kind: "weights", player: "discriminator", role: "weights.d" },
] as const;

/** One plan a histogram of gradients or weights, of players whose norms are not logged layer by layer. */
function layerPlans(
  game: string | null,
  tags: readonly RoleOfTag[],
  kinds: ReadonlyMap<string, TagRecord["kind"]>,
): DerivationPlan[] {
  return LAYERS.flatMap(({ kind, player, role }) => {
    const ofPlayer = tags.filter((tag) => tag.role === role);
    if (ofPlayer.some(({ tag, layer }) => layer !== "" && kinds.get(tag) === "scalar")) return [];
    const histograms = ofPlayer.filter(({ tag }) => kinds.get(tag) === "histogram");
    return histograms.flatMap((tag) => {
      const layer = segmentOf(tag.layer === "" ? "all" : tag.layer);
      return planOf({ kind, player, layer }, { game, real: tag, fake: tag }) ?? [];
    });
  });
}

interface Found {
  readonly game: string | null;
  readonly real: RoleOfTag | undefined;
  readonly fake: RoleOfTag | undefined;
  readonly heldOut?: RoleOfTag | undefined;
}

const TURNED_AROUND = "turned around, because outputs are low on real samples here";

function planOf(
  measures: Measures,
  { game, real, fake, heldOut }: Found,
  encoder?: ChosenEncoder,
): DerivationPlan | null {
  if (real === undefined || fake === undefined) return null;
  const tags = { real: real.tag, fake: fake.tag, heldOut: heldOut?.tag ?? null };
  const isTurned = measures.kind === "outputs" && measures.isLowOnReal;
  const madeWith =
    encoder === undefined ? (isTurned ? TURNED_AROUND : "") : `encoded by ${encoderInWords(encoder)}`;
  return {
    measures,
    game,
    tags,
    needsEqualSteps: needsEqualSteps(measures),
    madeWith,
    source: derivedSource(groupOf(measures), game),
    identity: JSON.stringify([VERSION, tags, identityOf(measures), madeWith]),
  };
}
