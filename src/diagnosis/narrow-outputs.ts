/** How narrow the discriminator's outputs on generated samples are beside those on real ones, and when that tells of few samples. */
import { medianOf } from "./baseline.ts";
import type { Reading } from "./reading.ts";
import type { Judgement } from "./rule.ts";
import { latestOf } from "./trends.ts";

/** Probes of which a single odd one does not move the median. */
const TYPICAL_WINDOWS = 8;
/** Windows through which outputs must stay narrow before they are believed without samples. */
const NARROW_WINDOWS = 10;
const HALF = 0.5;

interface Outputs {
  readonly occupancy: Reading | null;
  readonly spreadReal: Reading | null;
  readonly spreadFake: Reading | null;
  readonly auc: Reading | null;
}

export interface Narrowness {
  readonly occupancy: number;
  /** Fake over real spread, of the latest probe. */
  readonly narrow: number;
  /** Of the latest probes typically. */
  readonly typical: number;
  /** The widest of the fakes' latest ten over the reals' spread. */
  readonly narrowest: number;
  /** How far outputs on both sides are told apart, either way: from ½, not at all, to 1. */
  readonly toldApart: number;
}

export function narrownessOf({ occupancy, spreadReal, spreadFake, auc }: Outputs): Narrowness {
  return {
    occupancy: latestOf(occupancy),
    narrow: latestOf(spreadFake) / latestOf(spreadReal),
    typical: typicalOf(spreadFake) / typicalOf(spreadReal),
    narrowest: widestOf(spreadFake) / latestOf(spreadReal),
    toldApart: HALF + Math.abs(typicalOf(auc) - HALF),
  };
}

function typicalOf(reading: Reading | null): number {
  return reading === null
    ? Number.NaN
    : medianOf(reading.recent(TYPICAL_WINDOWS).map(({ median }) => median));
}

/** NaN for fewer than ten. */
function widestOf(reading: Reading | null): number {
  if (reading === null || reading.windowCount < NARROW_WINDOWS) return Number.NaN;
  return Math.max(...reading.recent(NARROW_WINDOWS).map(({ median }) => median));
}

/**
 * A narrow band of outputs may hold varied samples, which is why samples outrank outputs: those of a discriminator
 * that tells both sides apart always lie in a narrow band to itself.
 */
export function judgeNarrowness(
  measured: Narrowness & { readonly steps: number; readonly windows: number },
  t: {
    readonly occupancyAtMost: number;
    readonly narrowAtMost: number;
    readonly toldApartAtMost: number;
    readonly typicalAtMost: number;
    readonly nearlyNothingAtMost: number;
    readonly patienceSteps: number;
    readonly patienceOfOutputs: number;
  },
): Judgement {
  const { occupancy, narrow, typical, narrowest, toldApart, steps, windows } = measured;
  if (narrowest <= t.nearlyNothingAtMost) return "confirmed";
  const isGathered =
    occupancy <= t.occupancyAtMost && narrow <= t.narrowAtMost && toldApart <= t.toldApartAtMost;
  const hadTime = steps >= t.patienceSteps || windows >= t.patienceOfOutputs;
  const isNarrow = typical <= t.nearlyNothingAtMost || (hadTime && typical <= t.typicalAtMost);
  return isGathered || isNarrow ? "suspected" : "clear";
}
