/** Picks, among the tags of one game, the series whose values say how its losses are written. */
import type { Role, RoleOfTag, ScalarColumns } from "../model/index.ts";
import type { SeriesLookup } from "./recognise-roles.ts";
import type { GameSeries } from "./value-rows.ts";
import type { GeneratorTerms } from "./value-weight.ts";

export interface SeriesOfGame extends GameSeries {
  readonly terms: GeneratorTerms;
}

/** Looks up those tags only, so that a run of many tags costs no more than its game. */
export function seriesOfGame(tags: readonly RoleOfTag[], lookUp: SeriesLookup | undefined): SeriesOfGame {
  const valuesOf = ({ run, tag }: RoleOfTag) => logged(lookUp?.(run, tag) ?? null);
  const withRole = (role: Role) => tags.filter((tag) => tag.role === role);
  const first = (...roles: readonly Role[]) => {
    for (const tag of roles.flatMap(withRole)) {
      const values = valuesOf(tag);
      if (values !== null) return values;
    }
    return null;
  };
  const all = (of: readonly RoleOfTag[]) => of.map(valuesOf).filter((columns) => columns !== null);
  const adversarial = first("g.loss.adv");
  const generator = adversarial ?? first("g.loss.main");
  const total = first("g.loss.total");
  return {
    discriminator: first("d.loss", "d.loss.total"),
    generator,
    isGeneratorSum: adversarial === null,
    realSides: all(subDiscriminatorTags(withRole("d.loss.real"))),
    fakeSides: all(subDiscriminatorTags(withRole("d.loss.fake"))),
    realOutput: first("d.out.real"),
    fakeOutput: first("d.out.fake"),
    penalty: first("gp", "r1"),
    terms: {
      total,
      adversarial: generator,
      others: total === null ? [] : all(withRole("g.loss.aux").slice(0, MOST_TERMS)),
    },
  };
}

/** A generator's loss that sums up more terms is not taken apart. */
const MOST_TERMS = 8;

function logged(columns: ScalarColumns | null): ScalarColumns | null {
  return columns === null || columns.values.length === 0 ? null : columns;
}

/** `loss/d_r/0` … `loss/d_r/5` are parts of one whole; other doubles are copies, of which the first serves. */
function subDiscriminatorTags(tags: readonly RoleOfTag[]): readonly RoleOfTag[] {
  const areNumbered = tags.every(({ tag }) => tag.length > 0 && "0123456789".includes(tag.slice(-1)));
  return areNumbered ? tags : tags.slice(0, 1);
}
