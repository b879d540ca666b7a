/** Tells by arithmetic whether what is logged for the two sides is the discriminator's losses or its outputs. */
import type { Role, RoleOfTag, ScalarColumns } from "../model/index.ts";
import type { Parsed } from "./parse-tag.ts";
import { CONFIDENCE, type Question } from "./rule.ts";
import { quantityByArithmetic } from "./side-arithmetic.ts";
import { type Explanation, explanationsOf } from "./value-hypotheses.ts";
import { goTogether } from "./value-relatedness.ts";
import { doSidesAddUp, type GameRows, rowsOf } from "./value-rows.ts";

export interface GivenRole {
  readonly parsed: Parsed;
  readonly given: RoleOfTag;
}

type LookUp = (tag: RoleOfTag) => ScalarColumns | null;

interface Pair {
  readonly real: RoleOfTag;
  readonly fake: RoleOfTag;
}

/** The tags of one run, where values settle their roles. */
export function settledByValues(
  tags: readonly GivenRole[],
  lookUp: LookUp,
): ReadonlyMap<RoleOfTag, RoleOfTag> {
  return new Map([...twinsOfOutputs(tags), ...settledByArithmetic(tags, lookUp)]);
}

/** Of two tags that differ in nothing but the side, one that goes below zero makes an output of the other as well. */
function twinsOfOutputs(tags: readonly GivenRole[]): [RoleOfTag, RoleOfTag][] {
  const doubtful = tags.filter(({ parsed }) => parsed.question === "discriminator-on-side");
  const outputs = new Set(doubtful.flatMap((tag) => (isOutput(tag) ? [nameWithoutSide(tag)] : [])));
  return doubtful.flatMap((tag): [RoleOfTag, RoleOfTag][] => {
    if (isOutput(tag) || !outputs.has(nameWithoutSide(tag))) return [];
    const { side } = tag.parsed.reading;
    return side === "real" || side === "fake" ? [[tag.given, asTwin(tag.given, `d.out.${side}`)]] : [];
  });
}

function isOutput({ given }: GivenRole): boolean {
  return given.role === "d.out.real" || given.role === "d.out.fake";
}

function nameWithoutSide({ parsed: { reading } }: GivenRole): string {
  return reading.words.map(({ concept, text }) => (concept === reading.side ? "·" : text)).join(" ");
}

function asTwin(given: RoleOfTag, role: Role): RoleOfTag {
  const reason = "The same on the other side goes below zero, which a loss rarely does.";
  return { ...given, role, confidence: CONFIDENCE.presumable, reason };
}

/** Only where one pair of sides is logged is it clear what belongs together. */
function settledByArithmetic(tags: readonly GivenRole[], lookUp: LookUp): ReadonlyMap<RoleOfTag, RoleOfTag> {
  const unnamed = pairOf(tags, "discriminator-on-side");
  const named = pairOf(tags, "critic-on-side");
  // Beside sides that are named losses, others are outputs: their names say so.
  if (unnamed !== undefined && hasOther(tags, unnamed)) return new Map();
  const pair = unnamed ?? named;
  if (pair === undefined) return new Map();
  const quantity = quantityOf(pair, tags, lookUp);
  if (quantity === undefined) return new Map();
  return new Map([
    [pair.real, asQuantity(pair.real, `d.${quantity}.real`)],
    [pair.fake, asQuantity(pair.fake, `d.${quantity}.fake`)],
  ]);
}

function pairOf(tags: readonly GivenRole[], question: Question): Pair | undefined {
  const onSide = (side: "real" | "fake") =>
    only(tags, ({ parsed }) => parsed.question === question && parsed.reading.side === side);
  const [real, fake] = [onSide("real"), onSide("fake")];
  return real === undefined || fake === undefined ? undefined : { real, fake };
}

function only(tags: readonly GivenRole[], holds: (tag: GivenRole) => boolean): RoleOfTag | undefined {
  const found = tags.filter(holds);
  return found.length === 1 ? found[0]?.given : undefined;
}

function hasOther(tags: readonly GivenRole[], { real, fake }: Pair): boolean {
  return tags.some(
    ({ given }) =>
      given !== real && given !== fake && (given.role.startsWith("d.out.") || isSideOfLoss(given.role)),
  );
}

function isSideOfLoss(role: Role): boolean {
  return role === "d.loss.real" || role === "d.loss.fake";
}

/** Bounds that batch means obey tell little by fewer rows. */
const ROWS_FOR_BOUNDS = 8;
/** How much better one meaning must explain the losses than the other. */
const LEAD = 0.25;
/** Who logs outputs nearly always logs the discriminator's loss too. */
const RARITY_OF_OUTPUTS_ALONE = 0.2;

function quantityOf(
  { real, fake }: Pair,
  tags: readonly GivenRole[],
  lookUp: LookUp,
): "loss" | "out" | undefined {
  const withRole = (...roles: readonly Role[]) =>
    roles.flatMap((role) => tags.filter(({ given }) => given.role === role))[0]?.given;
  const values = (tag: RoleOfTag | undefined) => (tag === undefined ? null : lookUp(tag));
  const [onReal, onFake] = [values(real), values(fake)];
  const whole = values(withRole("d.loss", "d.loss.total"));
  const generator = values(withRole("g.loss.adv", "g.loss.main"));
  const penalty = values(withRole("gp", "r1"));
  if (onReal === null || onFake === null) return undefined;
  const exact =
    whole === null ? undefined : quantityByArithmetic({ whole, real: onReal, fake: onFake, penalty });
  if (exact !== undefined) return exact;
  if (Math.min(onReal.values.length, onFake.values.length) < ROWS_FOR_BOUNDS) return undefined;
  const common = { discriminator: whole, generator, isGeneratorSum: false, penalty };
  const noSides = { realSides: [], fakeSides: [] };
  const losses = rowsOf({
    ...common,
    realSides: [onReal],
    fakeSides: [onFake],
    realOutput: null,
    fakeOutput: null,
  });
  const outputs = rowsOf({ ...common, ...noSides, realOutput: onReal, fakeOutput: onFake });
  if (!areRelated(outputs)) return undefined;
  const ofLosses = doSidesAddUp(losses) ? misfitOf(explanationsOf(losses)) : Number.POSITIVE_INFINITY;
  const rarity = whole === null ? RARITY_OF_OUTPUTS_ALONE : 0;
  const ofOutputs = misfitOf(explanationsOf(outputs)) + rarity;
  if (ofLosses + LEAD <= ofOutputs) return "loss";
  return ofOutputs + LEAD <= ofLosses ? "out" : undefined;
}

/** What fools the discriminator costs it and pays the generator, be it told by a loss or by an output: else the levels are a coincidence. */
function areRelated({ whole, generator, fakeOutput }: GameRows): boolean {
  if (fakeOutput === null) return false;
  if (generator !== null) return goTogether(generator, fakeOutput, -1);
  return whole !== null && goTogether(whole, fakeOutput, 1);
}

/** From here on a form explains nothing. */
const WORST_MISFIT = 1;

function misfitOf([best]: readonly Explanation[]): number {
  return best === undefined || best.misfit > WORST_MISFIT ? Number.POSITIVE_INFINITY : best.misfit;
}

function asQuantity(given: RoleOfTag, role: Role): RoleOfTag {
  const because = isSideOfLoss(role)
    ? "with the players' losses they fit as the discriminator's losses on the two sides"
    : "the players' losses follow from them as the discriminator's outputs";
  return { ...given, role, confidence: CONFIDENCE.clear, reason: `By its values: ${because}.` };
}
