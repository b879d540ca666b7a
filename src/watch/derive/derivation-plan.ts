/** Which tags of a run a group of metrics is derived from, one plan a game and group. */
import { decisionThreshold } from "../../metrics/index.ts";
import { derivedSource, type Game, type RoleOfTag } from "../../model/index.ts";
import { opponentsOf } from "../../roles/index.ts";
import type { TagRecord } from "../../store/index.ts";

/** Grows when a group's numbers change: what earlier versions derived is derived anew. */
const VERSION = 1;

export type Side = "real" | "fake" | "heldOut";

export interface DerivationPlan {
  readonly group: "outputs" | "samples";
  /** Null in a run with a single game. */
  readonly game: string | null;
  readonly tags: { readonly real: string; readonly fake: string; readonly heldOut: string | null };
  /** Whether the sides belong together only at equal steps; else the latest real ones serve. */
  readonly needsEqualSteps: boolean;
  /** Whether position i is made of the same noise at every step. */
  readonly isFixedNoise: boolean;
  /** Of outputs: above it an output says "real"; null for critics. */
  readonly threshold: number | null;
  /** In the store: where the points are kept, and by what it is known that they are still true. */
  readonly source: string;
  readonly identity: string;
}

export interface MeaningOfRun {
  readonly roles: readonly RoleOfTag[];
  readonly games: readonly Game[];
}

export function derivationPlansOf(
  { roles, games }: MeaningOfRun,
  tags: readonly TagRecord[],
): DerivationPlan[] {
  const kinds = new Map(tags.map(({ tag, kind }) => [tag, kind]));
  const opponents = opponentsOf(roles);
  return opponents.flatMap(({ name, tags: ofGame }) => {
    const game = opponents.length > 1 ? name : null;
    const family = games.find((one) => one.name === name)?.lossFamily ?? "unknown";
    const find = (kind: TagRecord["kind"], ...wanted: readonly RoleOfTag["role"][]) =>
      wanted.flatMap((role) => ofGame.filter((tag) => tag.role === role && kinds.get(tag.tag) === kind))[0];
    return [
      planOf("outputs", game, {
        real: find("histogram", "d.out.real"),
        fake: find("histogram", "d.out.fake"),
        heldOut: find("histogram", "d.out.heldOut"),
        threshold: decisionThreshold(family),
      }),
      planOf("samples", game, {
        real: find("image", "sample.real"),
        fake: find("image", "sample.fixed", "sample.fake"),
        heldOut: undefined,
        threshold: null,
      }),
    ].filter((plan) => plan !== null);
  });
}

interface Found {
  readonly real: RoleOfTag | undefined;
  readonly fake: RoleOfTag | undefined;
  readonly heldOut: RoleOfTag | undefined;
  readonly threshold: number | null;
}

function planOf(group: DerivationPlan["group"], game: string | null, found: Found): DerivationPlan | null {
  const { real, fake, heldOut, threshold } = found;
  if (real === undefined || fake === undefined) return null;
  const tags = { real: real.tag, fake: fake.tag, heldOut: heldOut?.tag ?? null };
  return {
    group,
    game,
    tags,
    needsEqualSteps: group === "outputs",
    isFixedNoise: fake.role === "sample.fixed",
    threshold,
    source: derivedSource(group, game),
    identity: JSON.stringify([VERSION, tags, threshold]),
  };
}
