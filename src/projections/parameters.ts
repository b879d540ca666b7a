/** Defaults of the methods, and what they refuse. */

import type { SampleMatrix } from "../metrics/index.ts";
import { ExplainedError } from "../model/index.ts";
import type { Method, UsedParameters } from "./projection.ts";
import { DESCENT_DEFAULTS } from "./t-sne.ts";
import { JUDGEMENT_DEFAULTS } from "./trustworthiness.ts";
import { SAMPLING_DEFAULTS } from "./umap.ts";

/** Van der Maaten and Hinton 2008: anything from 5 to 50. */
const PERPLEXITY = 30;
/** Three neighbours a unit of perplexity are looked at, and there must be so many. */
const SAMPLES_A_PERPLEXITY = 3;
/** As in umap-learn. */
const NEIGHBOURS = 15;
/** As in van der Maaten's own code: distances are the same to some percent, and neighbours are found ten times faster. */
const MOST_FEATURES = 50;
/** Below, no sample has the two neighbours that a smallest neighbourhood needs. */
const FEWEST_SAMPLES = { pca: 2, "t-sne": 5, umap: 5 } as const;

/** Throws an `ExplainedError` where the samples or the parameters cannot be worked with. */
export function parametersFor(wanted: Method, matrix: SampleMatrix): UsedParameters {
  refuseUnfit(wanted.method, matrix);
  const { sampleCount } = matrix;
  switch (wanted.method) {
    case "pca":
      return { method: "pca", judgement: JUDGEMENT_DEFAULTS, ...wanted.parameters };
    case "t-sne": {
      const most = (sampleCount - 1) / SAMPLES_A_PERPLEXITY;
      const usual = { ...DESCENT_DEFAULTS, mostFeatures: MOST_FEATURES, judgement: JUDGEMENT_DEFAULTS };
      const perplexity = Math.min(PERPLEXITY, most);
      const used = { method: "t-sne", ...usual, perplexity, ...wanted.parameters } as const;
      refuseOutside("perplexity", used.perplexity, { least: 1, most });
      refuseOutside("theta", used.theta, { least: 0, most: 1 });
      refuseOutside("iterations", used.iterations, { least: 0, most: Number.MAX_SAFE_INTEGER });
      refuseOutside("mostFeatures", used.mostFeatures, { least: 2, most: Number.MAX_SAFE_INTEGER });
      return used;
    }
    case "umap": {
      const most = sampleCount - 1;
      const usual = { ...SAMPLING_DEFAULTS, mostFeatures: MOST_FEATURES, judgement: JUDGEMENT_DEFAULTS };
      const neighbours = Math.min(NEIGHBOURS, most);
      const used = { method: "umap", ...usual, neighbours, ...wanted.parameters } as const;
      refuseOutside("neighbours", used.neighbours, { least: 2, most });
      refuseOutside("minimumDistance", used.minimumDistance, { least: 0, most: 1 });
      refuseOutside("epochs", used.epochs, { least: 0, most: Number.MAX_SAFE_INTEGER });
      refuseOutside("mostFeatures", used.mostFeatures, { least: 2, most: Number.MAX_SAFE_INTEGER });
      return used;
    }
  }
}

function refuseUnfit(method: Method["method"], { sampleCount, featureCount, values }: SampleMatrix): void {
  if (sampleCount < FEWEST_SAMPLES[method] || featureCount === 0) {
    throw new ExplainedError({
      code: "PROJECTION_TOO_FEW",
      what: `A projection by ${method} needs ${FEWEST_SAMPLES[method]} samples of one feature at least, and ${sampleCount} of ${featureCount} were given.`,
      why: "So few have no neighbourhoods that a layout could show.",
      fix: "Log more samples a step.",
    });
  }
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken < 0) return;
  const sample = Math.floor(broken / featureCount);
  throw new ExplainedError({
    code: "PROJECTION_NOT_FINITE",
    what: `Feature ${broken % featureCount} of sample ${sample} is ${values[broken]}.`,
    why: "It has no distance to any other sample, so no layout can place it.",
    fix: "Leave out the steps at which the network gave values that are not finite, and look there first.",
  });
}

function refuseOutside(name: string, value: number, { least, most }: { least: number; most: number }): void {
  if (value >= least && value <= most) return;
  throw new ExplainedError({
    code: "PROJECTION_PARAMETER",
    what: `The ${name} is ${value}; for these samples it goes from ${least} to ${most}.`,
    why: "Outside that range the layout is not defined.",
    fix: `Give a ${name} within the range, or none for the default.`,
  });
}
