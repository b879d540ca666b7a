/** Fires when a weight's largest singular value leaps and the discriminator's loss with it: the onset of collapse. */
import { cycling } from "../example.ts";
import type { Reading } from "../reading.ts";
import { defineRule, layers, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { largestOf } from "../trends.ts";

/** In spreads of the trailing baseline; a spread below a thousandth of the level counts as that. */
const LEAST_SPREAD = 1e-3;

function leapOf(reading: Reading | null): number {
  const baseline = reading?.baseline() ?? null;
  if (reading === null || baseline === null) return Number.NaN;
  const spread = Math.max(baseline.spread, LEAST_SPREAD * Math.abs(baseline.median));
  return (reading.value - baseline.median) / spread;
}

export const collapseBegins = defineRule({
  id: "collapse-begins",
  mode: "F28",
  headline: "Weights leap as they do before a collapse",
  severity: 5,
  maturity: "trial",
  needs: { norms: layers("generator/spectral-norm/layers"), loss: optional("discriminator/loss") },
  thresholds: {
    normAtLeast: threshold(6, "spreads of its baseline", "noise reaches 6 once in a billion"),
    lossAtLeast: threshold(5, "spreads of its baseline", "the loss jumps up sharply at collapse"),
  },
  heldFor: { windows: 2, of: 4 },
  arms: "after-warm-up",
  games: ["generative"],
  explains: ["samples-collapse", "quality-worsens", "loss-diverges"],
  source: {
    cite: "Brock et al. 2019, arXiv:1809.11096, §4",
    claim: "singular values of the generator's first layers explode at collapse, and the loss of D jumps",
  },
  why: "Training that collapses this way does not come back: what counts is the checkpoint before.",
  remedies: [
    { do: "Stop, and keep the last safe checkpoint", whereNeverSafe: null },
    { do: "Go on from it with half the learning rates", whereNeverSafe: "Halve the learning rates" },
    { do: "Add an R1 penalty (γ = 10), at a cost in quality", cite: "Brock et al. 2019, arXiv:1809.11096" },
  ],
  shows: {
    norm: { on: "norms", statistic: "leap of a layer's largest singular value", against: "normAtLeast" },
    loss: { on: "loss", statistic: "leap of the discriminator's loss", against: "lossAtLeast" },
  },
  example: {
    norms: [[...cycling({ level: 4, height: 0.05, period: 5 }, 20), 6, 8, 12, 18]],
    loss: [...cycling({ level: 0.8, height: 0.05, period: 4 }, 20), 2.5, 3.5, 6, 9],
  },
  measure: ({ norms, loss }) => ({ norm: largestOf(norms.map(leapOf)), loss: leapOf(loss) }),
  judge({ norm, loss }, t) {
    if (Number.isNaN(norm)) return { missing: ["generator/spectral-norm/layers"] };
    if (norm < t.normAtLeast) return "clear";
    return loss >= t.lossAtLeast ? "confirmed" : "suspected";
  },
});
