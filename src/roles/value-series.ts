/** Picks, among the tags of one game, the series whose values say how its losses are written. */
import type { Role, RoleOfTag, ScalarColumns } from "../model/index.ts";
import { read } from "./reading.ts";
import type { SeriesLookup } from "./recognise-roles.ts";
import type { GameSeries, KindOfOutputs } from "./value-rows.ts";
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
  const isOfSeveral = areOfSeveral(withRole("d.out.real"));
  const outputOf = (role: Role) => (isOfSeveral ? meanOf(all(withRole(role))) : first(role));
  const sides = (["d.loss.real", "d.loss.fake"] as const).map((role) =>
    all(subDiscriminatorTags(withRole(role))),
  );
  const [realSides = [], fakeSides = []] = sides.some(isPlaceholder) ? [] : sides;
  return {
    discriminator: first("d.loss", "d.loss.total"),
    generator,
    isGeneratorSum: adversarial === null && !isPlainGame(tags),
    realSides,
    fakeSides,
    realOutput: outputOf("d.out.real"),
    fakeOutput: outputOf("d.out.fake"),
    namedOutputs: kindOfOutputs(
      [...withRole("d.out.real"), ...withRole("d.out.fake")].filter((tag) => valuesOf(tag) !== null),
    ),
    penalty: first("gp", "r1"),
    terms: {
      total,
      adversarial: generator,
      others: total === null ? [] : all(withRole("g.loss.aux").slice(0, MOST_TERMS)),
    },
  };
}

/** A side that is always nothing is not told apart: a paired loss has only one. */
function isPlaceholder(side: readonly ScalarColumns[]): boolean {
  return side.length > 0 && side.every(({ values }) => values.every((value) => value === 0));
}

/** A log that tells details of the game and no other term: what the generator loses is hardly a sum. */
function isPlainGame(tags: readonly RoleOfTag[]): boolean {
  const has = (...roles: readonly Role[]) => tags.some(({ role }) => roles.includes(role));
  return has(...DETAILS) && !has("g.loss.aux", "g.loss.total", "d.loss.aux");
}

const DETAILS: readonly Role[] = [
  "d.out.real",
  "d.out.fake",
  "d.loss.real",
  "d.loss.fake",
  "d.acc",
  "d.acc.real",
  "d.acc.fake",
  "gp",
  "r1",
  "wdist",
];

/** A generator's loss that sums up more terms is not taken apart. */
const MOST_TERMS = 8;

function logged(columns: ScalarColumns | null): ScalarColumns | null {
  return columns === null || columns.values.length === 0 ? null : columns;
}

const PROBABILITY_WORDS: ReadonlySet<string> = new Set(
  "p prob probs probability probabilities sigmoid".split(" "),
);
const LOGIT_WORDS: ReadonlySet<string> = new Set(["logit", "logits"]);

function kindOfOutputs(tags: readonly RoleOfTag[]): KindOfOutputs | undefined {
  const texts = tags.map(({ tag }) => read(tag).words.map(({ text }) => text));
  const areAll = (words: ReadonlySet<string>) => texts.every((of) => of.some((text) => words.has(text)));
  if (texts.length === 0) return undefined;
  if (areAll(PROBABILITY_WORDS)) return "probabilities";
  return areAll(LOGIT_WORDS) ? "logits" : undefined;
}

/** `D1/real`, `D2/real`: a loss of several discriminators is that of no single one's outputs. */
function areOfSeveral(tags: readonly RoleOfTag[]): boolean {
  const unnumbered = tags.map(({ tag }) => tag.replaceAll(/\d/g, ""));
  return new Set(unnumbered).size < tags.length;
}

/** By Jensen's inequality it bounds the loss of all together as one's output bounds its own. Null of unlike steps. */
function meanOf(columns: readonly ScalarColumns[]): ScalarColumns | null {
  const [first] = columns;
  if (first === undefined || columns.some(({ steps }) => !areEqual(steps, first.steps))) return null;
  const values = first.values.map(
    (_, row) => columns.reduce((sum, column) => sum + (column.values[row] ?? Number.NaN), 0) / columns.length,
  );
  return { ...first, values };
}

function areEqual(a: BigInt64Array, b: BigInt64Array): boolean {
  return a.length === b.length && a.every((step, row) => step === b[row]);
}

/** `loss/d_r/0` … `loss/d_r/5` are parts of one whole; other doubles are copies, of which the first serves. */
function subDiscriminatorTags(tags: readonly RoleOfTag[]): readonly RoleOfTag[] {
  const areNumbered = tags.every(({ tag }) => tag.length > 0 && "0123456789".includes(tag.slice(-1)));
  return areNumbered ? tags : tags.slice(0, 1);
}
