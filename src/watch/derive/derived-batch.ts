/** Turns the estimates of some moments into the points of their series. */
import { catalogued, type DerivedValue } from "../../derivations/index.ts";
import {
  DERIVED_PLUGIN,
  derivedDescription,
  derivedTag,
  ESTIMATE_PARTS,
  type EstimatePart,
  type EventBatch,
  type TagBatch,
  type TagInfo,
} from "../../model/index.ts";
import type { DerivationPlan } from "./derivation-plan.ts";
import type { DerivedMoment } from "./derive-messages.ts";
import type { Moment } from "./moments.ts";

interface GrowingSeries {
  readonly info: TagInfo;
  readonly steps: bigint[];
  readonly wallTimes: number[];
  readonly values: number[];
}

/** Of so many moments that a run has logged, so many are derived. */
export interface DerivedShare {
  readonly derived: number;
  readonly total: number;
}

interface Origin {
  readonly plan: DerivationPlan;
  readonly share: DerivedShare;
}

/** The points of one metric: a series a part. */
type SeriesOfMetric = Map<EstimatePart, GrowingSeries>;

export function batchOf(
  origin: Origin,
  moments: readonly Moment[],
  derived: readonly DerivedMoment[],
): EventBatch {
  const metrics = new Map<string, SeriesOfMetric>();
  moments.forEach(({ step, wallTime }, at) => {
    const moment = derived[at];
    if (moment?.kind !== "derived") return;
    for (const { metric, estimate } of moment.values) {
      const ofMetric: SeriesOfMetric = metrics.get(metric) ?? new Map();
      metrics.set(metric, ofMetric);
      for (const part of ESTIMATE_PARTS) {
        const value = partOf(estimate, part);
        if (value === null) continue;
        const rows = ofMetric.get(part) ?? emptySeries(infoOf(origin, metric, part));
        rows.steps.push(step);
        rows.wallTimes.push(wallTime);
        rows.values.push(value);
        ofMetric.set(part, rows);
      }
    }
  });
  return {
    tags: [...metrics.values()].flatMap((ofMetric) => [...ofMetric.values()].map(tagBatch)),
    losses: [],
    sessionStarts: [],
    recordCount: moments.length,
    resumeOffset: 0,
    ended: { state: "at-record-boundary" },
    fileVersion: "",
    writer: "",
  };
}

function emptySeries(info: TagInfo): GrowingSeries {
  return { info, steps: [], wallTimes: [], values: [] };
}

function tagBatch({ info, steps, wallTimes, values }: GrowingSeries): TagBatch {
  const scalars = {
    steps: BigInt64Array.from(steps),
    wallTimes: Float64Array.from(wallTimes),
    values: Float64Array.from(values),
  };
  return { info, scalars };
}

function partOf(estimate: DerivedValue["estimate"], part: EstimatePart): number | null {
  switch (part) {
    case "value":
      return estimate.value;
    case "low":
    case "high":
      return estimate.interval?.[part] ?? null;
    case "chance":
      return estimate.chance;
    case "real-count":
      return estimate.realCount;
    case "fake-count":
      return estimate.fakeCount;
  }
}

/** "derived at 390 of 2,200 moments"; "" where it is all of them. */
export function shareInWords({ derived, total }: DerivedShare): string {
  if (derived === total) return "";
  return `derived at ${derived.toLocaleString("en")} of ${total.toLocaleString("en")} moments`;
}

function infoOf({ plan, share }: Origin, metric: string, part: EstimatePart): TagInfo {
  const { game, tags, madeWith } = plan;
  const { name, unit, formula } = catalogued(metric);
  const inputs = [...new Set([tags.real, tags.fake, tags.heldOut])].filter((tag) => tag !== null);
  return {
    tag: derivedTag({ metric, game, part }),
    kind: "scalar",
    plugin: DERIVED_PLUGIN,
    displayName: part === "value" ? name : `${name}: ${part}`,
    description: derivedDescription({
      formula: [formula, madeWith, shareInWords(share)].filter((words) => words !== "").join("; "),
      unit,
      inputs,
    }),
  };
}
