/** Fires when samples keep jumping from place to place without coming nearer to the data. */
import { cycling, steady } from "../example.ts";
import { defineRule, optional } from "../rule.ts";
import { threshold } from "../threshold.ts";
import { changeOver, latestOf } from "../trends.ts";

const TREND_WINDOWS = 12;
const CAUGHT_WINDOWS = 6;

export const samplesChase = defineRule({
  id: "samples-chase",
  mode: "F03",
  headline: "Samples chase around without getting better",
  severity: 4,
  maturity: "trial",
  needs: {
    displacement: optional("samples/displacement"),
    movement: optional("features/movement"),
    quality: optional("quality/frechet-distance"),
    kernel: optional("quality/kernel-distance"),
    occupancy: optional("outputs/occupancy"),
    auc: optional("outputs/auc"),
    diversity: optional("samples/diversity-ratio"),
    change: optional("samples/change"),
    repeats: optional("samples/repeats"),
    energy: optional("samples/energy"),
  },
  thresholds: {
    displacementAtLeast: threshold(
      0.6,
      "share of the data's scale",
      "chasing rings moved .8 a probe; healthy least-squares digits up to .5, as their outlines shift",
    ),
    movementAtLeast: threshold(
      0.3,
      "share of the data's scale",
      "the mean of chasing rings moves by .3 to 2 a probe, that of healthy ones by less than .15",
    ),
    progressAtLeast: threshold(
      0.2,
      "share over 12 probes",
      "a run that comes nearer is learning; distances of a run that hops vary by a tenth",
    ),
    changeAtLeast: threshold(
      0.5,
      "share of the contrast",
      "samples that are much alike and yet others a probe later; learning ones change by .2 to .5",
    ),
    caughtAtLeast: threshold(
      0.995,
      "probability, lowest area under the curve of 6 probes",
      "a discriminator that is never fooled is not fled from: its generator starves",
    ),
    repeatsAtLeast: threshold(0.2, "share of pairs", "five samples or fewer at a time"),
    energyAtLeast: threshold(0.05, "energy coefficient of pixels", "far from the data, wherever they go"),
    diversityAtMost: threshold(0.5, "ratio to real samples", "few modes at any time"),
  },
  heldFor: { windows: 6, of: 8 },
  arms: "after-warm-up",
  games: ["generative"],
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
    movement: {
      on: "movement",
      statistic: "movement of the mean features a probe",
      against: "movementAtLeast",
    },
    quality: { on: "quality", statistic: "change of the distance to the data over 12 probes" },
    kernel: { on: "kernel", statistic: "change of the kernel distance over 12 probes" },
    change: { on: "change", statistic: "change of the samples a probe", against: "changeAtLeast" },
    repeats: { on: "repeats", statistic: "pairs that are the same sample", against: "repeatsAtLeast" },
    energy: { on: "energy", statistic: "distance of pixels to real ones", against: "energyAtLeast" },
    caught: { on: "auc", statistic: "lowest area under the curve of 6 probes", against: "caughtAtLeast" },
    approach: { on: "energy", statistic: "its change over 12 probes" },
    diversity: { on: "diversity", statistic: "diversity of samples", against: "diversityAtMost" },
  },
  example: {
    displacement: steady(0.8, 30),
    quality: cycling({ level: 90, height: 2, period: 7 }, 30),
  },
  measure: ({ displacement, movement, quality, kernel, diversity, change, repeats, energy, auc }) => ({
    displacement: latestOf(displacement),
    movement: latestOf(movement),
    quality: changeOver(quality, TREND_WINDOWS),
    kernel: changeOver(kernel, TREND_WINDOWS),
    diversity: latestOf(diversity),
    change: latestOf(change),
    repeats: latestOf(repeats),
    energy: latestOf(energy),
    caught: auc === null ? Number.NaN : Math.min(...auc.recent(CAUGHT_WINDOWS).map(({ median }) => median)),
    approach: changeOver(energy, TREND_WINDOWS),
  }),
  judge(measured, t) {
    const { displacement, movement, quality, kernel, diversity, change } = measured;
    if ([displacement, movement, change].every(Number.isNaN)) {
      return { missing: ["samples/displacement", "features/movement"] };
    }
    // Few at a time and others the next time: whatever noise they are made of.
    const areFew = diversity <= t.diversityAtMost || measured.repeats >= t.repeatsAtLeast;
    if (areFew && change >= t.changeAtLeast) {
      if (measured.caught >= t.caughtAtLeast) return "clear";
      const staysFar = measured.energy >= t.energyAtLeast && measured.approach > -t.progressAtLeast;
      return staysFar ? "confirmed" : "suspected";
    }
    const isMoving = displacement >= t.displacementAtLeast || movement >= t.movementAtLeast;
    if (!isMoving) return "clear";
    if (quality <= -t.progressAtLeast || kernel <= -t.progressAtLeast) return "clear";
    const isKnown = quality > -t.progressAtLeast || kernel > -t.progressAtLeast;
    if (isKnown) return "confirmed";
    return diversity > t.diversityAtMost ? "clear" : "suspected";
  },
});
