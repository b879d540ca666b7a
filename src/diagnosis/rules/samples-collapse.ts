/** Fires when the generator gives (nearly) the same sample whatever its noise. */
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";

export const samplesCollapse = defineRule({
  id: "samples-collapse",
  mode: "F01",
  headline: "The generator has collapsed to few samples",
  severity: 5,
  maturity: "trial",
  needs: { occupancy: optional("outputs/occupancy"), diversity: optional("samples/diversity-ratio") },
  thresholds: {
    occupancyAtMost: threshold(
      0.3,
      "share of real-quantile bins",
      "recall .82 at precision .94 on 111 pilot runs; healthy ones stayed above .8",
    ),
    diversityAtMost: threshold(
      0.3,
      "ratio to real samples",
      "healthy runs stay within .9 to 1.1, collapsed rings within .02 to .25",
    ),
  },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  vouchesFor: "coverage",
  source: {
    cite: "Salimans et al. 2016, arXiv:1606.03498, §3.2",
    claim: "a collapsed generator's outputs race toward a single point that the discriminator believes in",
  },
  why: "A generator that ignores its noise covers almost nothing of the data, however good its losses look.",
  remedies: [
    { do: "Go back to the last safe checkpoint" },
    { do: "Add an R1 penalty (γ from 0.1 to 10)", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    {
      do: "Show the discriminator several samples at once (minibatch statistics, or packing two)",
      cite: "Lin et al. 2018, arXiv:1712.04086",
    },
    { do: "Lower both learning rates, and Adam's β₁ to 0 or 0.5" },
  ],
  shows: {
    occupancy: {
      on: "occupancy",
      statistic: "real-quantile bins that hold fakes",
      against: "occupancyAtMost",
    },
    diversity: {
      on: "diversity",
      statistic: "pairwise distance of fakes over that of reals",
      against: "diversityAtMost",
    },
  },
  measure: ({ occupancy, diversity }) => ({
    occupancy: occupancy?.value ?? Number.NaN,
    diversity: diversity?.value ?? Number.NaN,
  }),
  judge({ occupancy, diversity }, t) {
    if (diversity <= t.diversityAtMost) return "confirmed";
    if (occupancy <= t.occupancyAtMost) return "suspected";
    if (Number.isNaN(occupancy) && Number.isNaN(diversity)) {
      return { missing: ["outputs/occupancy", "samples/diversity-ratio"] };
    }
    return "clear";
  },
});
