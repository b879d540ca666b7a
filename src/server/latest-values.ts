/** The newest value of each quantity that the list of runs has a column for. */
import type { LatestValue } from "../api/index.ts";
import { type Role, type RoleOfTag, sumOfTags } from "../model/index.ts";
import type { TagRecord } from "../store/index.ts";

/** Scalar roles worth a column in the list of runs, in display order. */
const HEADLINE_ROLES: readonly Role[] = [
  "g.loss.adv",
  "g.loss.main",
  "g.loss.total",
  "d.loss",
  "d.loss.total",
  "d.acc.real",
  "d.acc.fake",
  "d.acc",
];
export function latestValuesOf(
  byTag: ReadonlyMap<string, TagRecord>,
  roles: readonly RoleOfTag[],
): LatestValue[] {
  const values: LatestValue[] = [];
  for (const wanted of HEADLINE_ROLES) {
    const found = roles.find(({ role, tag }) => role === wanted && byTag.get(tag)?.kind === "scalar");
    const last = found === undefined ? null : (byTag.get(found.tag)?.lastValue ?? null);
    if (found !== undefined && last !== null)
      values.push({ role: wanted, tag: found.tag, value: numberForJson(last) });
  }
  const hasWhole = values.some(({ role }) => role === "d.loss" || role === "d.loss.total");
  return hasWhole ? values : [...values, ...sumOfSides(byTag, roles)];
}

/** A discriminator's loss that is logged a side at a time, where both sides have come as far. */
function sumOfSides(byTag: ReadonlyMap<string, TagRecord>, roles: readonly RoleOfTag[]): LatestValue[] {
  const sides = (["d.loss.real", "d.loss.fake"] as const).map((side) =>
    roles.flatMap(({ role, tag }) => (role === side ? (byTag.get(tag) ?? []) : [])),
  );
  const [real, fake] = sides.flatMap((ofSide) => (ofSide.length === 1 ? ofSide : []));
  if (real === undefined || fake === undefined || real.lastStep !== fake.lastStep) return [];
  if (real.lastValue === null || fake.lastValue === null) return [];
  const value = numberForJson(real.lastValue + fake.lastValue);
  return [{ role: "d.loss", tag: sumOfTags([real.tag, fake.tag]), value }];
}

function numberForJson(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
