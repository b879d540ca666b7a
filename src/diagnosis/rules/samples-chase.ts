/** Fires when samples keep jumping from place to place without coming nearer to the data. */
import { cycling, steady } from "../example.ts";
import { defineRule, optional, required } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf } from "../trends.ts";

const TREND_WINDOWS = 12;

export const samplesChase = defineRule({
  id: "samples-chase",
  mode: "F03",
  headline: "Samples chase around without getting better",
  severity: 4,
  maturity: "trial",
  needs: {
    displacement: required("samples/displacement"),
    quality: optional("quality/frechet-distance"),
    kernel: optional("quality/kernel-distance"),
    occupancy: optional("outputs/occupancy"),
    diversity: optional("samples/diversity-ratio"),
  },
  thresholds: {
    displacementAtLeast: threshold(
      0.5,
      "share of the data's scale",
      "chasing rings moved .8 a probe; learning MNIST runs up to .4",
    ),
    progressAtLeast: threshold(0.05, "share over 12 probes", "a run that comes nearer is learning"),
    diversityAtMost: threshold(0.5, "ratio to real samples", "few modes at any time"),
  },
  heldFor: { windows: 8, of: 10 },
  arms: "after-warm-up",
  explains: ["losses-oscillate"],
  source: {
    cite: "Metz et al. 2017, arXiv:1611.02163, §3.1",
    claim: "without unrolling the generator moves from mode to mode of the ring and never covers them",
  },
  why: "A generator that flees from where it is caught never stays to learn a place.",
  remedies: [
    { do: "Add a zero-centred gradient penalty (R1)", cite: "Mescheder et al. 2018, arXiv:1801.04406" },
    { do: "Lower the generator's learning rate, or Adam's β₁ to 0" },
    { do: "Use the moving average of the generator's weights", cite: "Yazıcı et al. 2019, arXiv:1806.04498" },
  ],
  shows: {
    displacement: {
      on: "displacement",
      statistic: "movement of fixed-noise samples a probe",
      against: "displacementAtLeast",
    },
    quality: { on: "quality", statistic: "change of the distance to the data over 12 probes" },
    kernel: { on: "kernel", statistic: "change of the kernel distance over 12 probes" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
  },
  example: {
    displacement: steady(0.8, 30),
    quality: cycling({ level: 90, height: 2, period: 7 }, 30),
  },
  measure: ({ displacement, quality, kernel, diversity }) => ({
    displacement: displacement.value,
    quality: changeOver(quality, TREND_WINDOWS),
    kernel: changeOver(kernel, TREND_WINDOWS),
    diversity: latestOf(diversity),
  }),
  judge({ displacement, quality, kernel, diversity }, t) {
    if (Number.isNaN(displacement)) return { missing: ["samples/displacement"] };
    if (displacement < t.displacementAtLeast) return "clear";
    if (quality <= -t.progressAtLeast || kernel <= -t.progressAtLeast) return "clear";
    const isKnown = quality > -t.progressAtLeast || kernel > -t.progressAtLeast;
    if (isKnown) return "confirmed";
    return diversity > t.diversityAtMost ? "clear" : "suspected";
  },
});
