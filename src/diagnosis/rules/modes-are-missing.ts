/** Fires when whole parts of the data are never generated, and that does not get better. */
import { steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf, lowestBefore, typicalOf } from "../trends.ts";

const PROGRESS_WINDOWS = 10;
/** Windows in most of which a cluster must have been missing: single probes miss one by chance. */
const LASTING_WINDOWS = 6;

interface Measured {
  readonly coverage: number;
  readonly precision: number;
  readonly diversity: number;
  readonly far: number;
  readonly approach: number;
}

/** Varied samples near the data, which as a whole lie far from it and come no nearer. */
function isFarAndStays(
  { coverage, precision, diversity, far, approach }: Measured,
  t: {
    readonly coverageAtMost: number;
    readonly nearAtLeast: number;
    readonly diversityAtLeast: number;
    readonly farAtLeast: number;
    readonly approachAtLeast: number;
  },
): boolean {
  const areVariedAndNear = precision >= t.nearAtLeast && diversity >= t.diversityAtLeast;
  return (
    areVariedAndNear && coverage <= t.coverageAtMost && far >= t.farAtLeast && approach > -t.approachAtLeast
  );
}

interface Progress {
  readonly far: number;
  readonly approach: number;
  readonly classProgress: number;
  readonly clusterProgress: number;
  readonly coverageProgress: number;
}

function isGettingBetter(
  { far, approach, classProgress, clusterProgress, coverageProgress }: Progress,
  t: { readonly approachAtLeast: number; readonly progressAtLeast: number },
): boolean {
  // A distance below its chance level rises and falls by luck.
  const isApproaching = approach <= -t.approachAtLeast && !(far < 1);
  const fewerAreMissing = classProgress <= -t.progressAtLeast || clusterProgress <= -t.progressAtLeast;
  return isApproaching || fewerAreMissing || coverageProgress >= t.progressAtLeast;
}

export const modesAreMissing = defineRule({
  id: "modes-are-missing",
  mode: "F02",
  headline: "Parts of the data are never generated",
  severity: 3,
  maturity: "trial",
  needs: {
    missing: optional("classes/missing"),
    clusters: optional("features/missing-clusters"),
    movement: optional("features/movement"),
    coverage: optional("features/coverage"),
    recall: optional("features/recall"),
    precision: optional("features/precision"),
    diversity: optional("features/diversity-ratio"),
    distance: optional("quality/frechet-distance"),
    chance: optional("quality/frechet-chance"),
  },
  thresholds: {
    classesAtLeast: threshold(1, "classes", "a class of the data without one sample"),
    clustersAtLeast: threshold(
      1,
      "clusters",
      "of 66 probes of a grid that lacked modes 58 had one or more, of 557 healthy ones of grids, rings and digits two",
    ),
    clusterPatience: threshold(20, "windows", "grids that became healthy drew every mode after some more"),
    movementAtMost: threshold(
      1,
      "share of the data's scale",
      "samples whose mean jumps further a probe miss other parts each time: they circle, by 3 to 8 in labelled runs",
    ),
    coverageAtMost: threshold(0.5, "share", "half of the data has no sample near it"),
    recallAtMost: threshold(0.3, "share", "with good precision: true samples of few kinds"),
    precisionAtLeast: threshold(0.6, "share", "below it samples are bad rather than few"),
    nearAtLeast: threshold(
      0.1,
      "precision",
      "samples that lie nowhere near the data are bad rather than few",
    ),
    diversityAtLeast: threshold(0.3, "ratio to real samples", "below it the generator has collapsed"),
    farAtLeast: threshold(
      10,
      "times its chance level",
      "rings without a mode 20 to 110, healthy runs below 5; a ninth of the data missing may stay below 3",
    ),
    progressAtLeast: threshold(0.05, "share over 10 probes", "what is still being learnt is not yet missing"),
    approachAtLeast: threshold(0.3, "share over 10 probes", "distances of learning runs fall faster"),
    patience: threshold(
      60,
      "windows",
      "MNIST runs that became healthy drew several classes after fewer probes",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["quality-worsens"],
  vouchesFor: "coverage",
  source: {
    cite: "Naeem et al. 2020, arXiv:2002.09797, §3.2",
    claim: "coverage counts the real samples whose neighbourhood holds a generated one",
  },
  why: "A generator that leaves out parts of the data can have good losses and good single samples.",
  remedies: [
    { do: "Show the discriminator several samples at once", cite: "Lin et al. 2018, arXiv:1712.04086" },
    { do: "Raise the batch size, and sample classes evenly" },
    { do: "Lower the discriminator's learning rate, or add an R1 penalty" },
  ],
  shows: {
    missing: { on: "missing", statistic: "classes without a sample", against: "classesAtLeast" },
    coverage: {
      on: "coverage",
      statistic: "real samples with a generated one near",
      against: "coverageAtMost",
    },
    recall: { on: "recall", statistic: "recall", against: "recallAtMost" },
    precision: { on: "precision", statistic: "precision", against: "precisionAtLeast" },
    clusters: {
      on: "clusters",
      statistic: "clusters of the data left out in most of six probes",
      against: "clustersAtLeast",
    },
    clusterProgress: { on: "clusters", statistic: "change of the clusters left out over 10 probes" },
    movement: {
      on: "movement",
      statistic: "movement of the mean features a probe",
      against: "movementAtMost",
    },
    fewest: { on: "missing", statistic: "the fewest missing classes before" },
    windows: { on: "missing", statistic: "probes so far", against: "patience" },
    classProgress: { on: "missing", statistic: "change of the missing classes over 10 probes" },
    coverageProgress: { on: "coverage", statistic: "change of coverage over 10 probes" },
    diversity: { on: "diversity", statistic: "diversity of features", against: "diversityAtLeast" },
    far: { on: "distance", statistic: "distance to the data over its chance level", against: "farAtLeast" },
    approach: {
      on: "distance",
      statistic: "change of that distance over 10 probes",
      against: "approachAtLeast",
    },
  },
  example: { missing: [9, 8, 6, 5, 2, 1, 0, 0, 0, 1, ...steady(3, 20)] },
  measure: ({ missing, clusters, movement, coverage, recall, precision, diversity, distance, chance }) => ({
    missing: latestOf(missing),
    clusters: Math.min(
      latestOf(clusters),
      clusters === null ? Number.NaN : typicalOf(clusters, LASTING_WINDOWS),
    ),
    clusterProgress: changeOver(clusters, PROGRESS_WINDOWS),
    movement: latestOf(movement),
    coverage: latestOf(coverage),
    recall: latestOf(recall),
    precision: latestOf(precision),
    fewest: lowestBefore(missing),
    windows: (missing ?? coverage ?? recall ?? clusters)?.windowCount ?? Number.NaN,
    classProgress: changeOver(missing, PROGRESS_WINDOWS),
    coverageProgress: changeOver(coverage, PROGRESS_WINDOWS),
    diversity: latestOf(diversity),
    far: latestOf(distance) / latestOf(chance),
    approach: changeOver(distance, PROGRESS_WINDOWS),
  }),
  judge(measured, t) {
    const { missing, coverage, recall, clusters, precision, fewest, windows, movement } = measured;
    if ([missing, coverage, recall, clusters].every(Number.isNaN)) {
      return { missing: ["classes/missing", "features/coverage"] };
    }
    // What misses other parts each time hops or circles.
    if (movement > t.movementAtMost) return "clear";
    const isImproving = isGettingBetter(measured, t);
    const hasCollapsed = measured.diversity < t.diversityAtLeast || precision < t.nearAtLeast;
    const lacksClusters = clusters >= t.clustersAtLeast && windows >= t.clusterPatience && !hasCollapsed;
    if (lacksClusters && !isImproving) return "confirmed";
    const lacksClasses = missing >= t.classesAtLeast;
    const lacksKinds =
      coverage <= t.coverageAtMost || (recall <= t.recallAtMost && precision >= t.precisionAtLeast);
    if (!lacksClasses && !lacksKinds) return "clear";
    if (isFarAndStays(measured, t)) return "confirmed";
    // What was never there may still come; what was there and is gone has been dropped.
    const wasThere = fewest < missing;
    if (isImproving || (windows < t.patience && !wasThere)) return "clear";
    // Few samples of a classifier's doubtful reading lack classes as well: coverage must agree.
    return lacksClasses && !(coverage > t.coverageAtMost) ? "confirmed" : "suspected";
  },
});
