/** Tells by arithmetic whether what is logged for the two sides is the discriminator's losses or its outputs. */
import type { RoleOfTag, ScalarColumns } from "../model/index.ts";
import { combinationFromSides, differenceFollowsOutputs } from "./loss-values.ts";
import type { Parsed } from "./parse-tag.ts";
import { CONFIDENCE } from "./rule.ts";

export interface GivenRole {
  readonly parsed: Parsed;
  readonly given: RoleOfTag;
}

type LookUp = (tag: RoleOfTag) => ScalarColumns | null;

/** The tags of one run; only where one whole and one tag a side are logged is it clear what belongs together. */
export function settledByValues(
  tags: readonly GivenRole[],
  lookUp: LookUp,
): ReadonlyMap<RoleOfTag, RoleOfTag> {
  const whole = only(tags, ({ given }) => given.role === "d.loss" || given.role === "d.loss.total");
  const real = only(tags, (tag) => isOpenOnSide(tag, "real"));
  const fake = only(tags, (tag) => isOpenOnSide(tag, "fake"));
  if (whole === undefined || real === undefined || fake === undefined) return new Map();
  const quantity = quantityOf([lookUp(whole), lookUp(real), lookUp(fake)]);
  if (quantity === undefined) return new Map();
  return new Map([
    [real, asQuantity(real, `d.${quantity}.real`)],
    [fake, asQuantity(fake, `d.${quantity}.fake`)],
  ]);
}

function only(tags: readonly GivenRole[], holds: (tag: GivenRole) => boolean): RoleOfTag | undefined {
  const found = tags.filter(holds);
  return found.length === 1 ? found[0]?.given : undefined;
}

function isOpenOnSide({ parsed }: GivenRole, side: "real" | "fake"): boolean {
  const { question, reading } = parsed;
  return reading.side === side && (question === "discriminator-on-side" || question === "critic-on-side");
}

function quantityOf([discriminator = null, real = null, fake = null]: readonly (ScalarColumns | null)[]) {
  if (discriminator === null || real === null || fake === null) return undefined;
  const unknown = { generator: null, realOutput: null, fakeOutput: null };
  if (
    combinationFromSides({ ...unknown, discriminator, realSides: [real], fakeSides: [fake] }) !== undefined
  ) {
    return "loss";
  }
  return differenceFollowsOutputs({ discriminator, real, fake }) ? "out" : undefined;
}

function asQuantity(given: RoleOfTag, role: RoleOfTag["role"]): RoleOfTag {
  const because = role.startsWith("d.loss")
    ? "the two sides add up to the discriminator's loss"
    : "the discriminator's loss is the difference of the two sides, so these are a critic's outputs";
  return { ...given, role, confidence: CONFIDENCE.clear, reason: `By its values: ${because}.` };
}
