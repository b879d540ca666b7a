import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { samplesCollapse } from "./samples-collapse.ts";

const unlogged = (count: number) => Array.from({ length: count }, () => null);

describe("samples-collapse", () => {
  ruleTest(samplesCollapse, {
    "is confirmed when varied samples become few": [
      { diversity: [...steady(0.9, 12), ...steady(0.2, 8)] },
      "confirmed",
    ],
    "is clear just above the threshold": [{ diversity: [...steady(0.9, 12), ...steady(0.31, 8)] }, "clear"],
    "is only suspected of a generator that was never varied": [{ diversity: steady(0.2, 40) }, "suspected"],
    "is confirmed of one that stays so for long": [{ diversity: steady(0.2, 70) }, "confirmed"],
    "is only suspected while the distance to the data falls": [
      { diversity: steady(0.2, 70), quality: growing(300, 0.98, 70) },
      "suspected",
    ],
    "is confirmed at once when the distance does not fall": [
      { diversity: steady(0.2, 24), quality: steady(300, 24) },
      "confirmed",
    ],
    "is only suspected of such a one in the first hundreds of steps": [
      { diversity: steady(0.2, 16), quality: steady(300, 16) },
      "suspected",
    ],
    "believes newer pixels over features that are older than their change": [
      {
        diversity: [...steady(0.49, 12), ...steady(0.65, 8)],
        features: [...steady(0.29, 12), ...unlogged(8)],
      },
      "resolved",
    ],
    "believes older features while pixels are as varied as they were": [
      { diversity: steady(0.7, 70), features: steady(0.1, 70).map((one, at) => (at % 8 === 0 ? one : null)) },
      "suspected",
    ],
    "is only suspected of outputs that lie together among those on real samples": [
      {
        occupancy: steady(0.1, 40),
        spreadReal: steady(1, 40),
        spreadFake: steady(0.35, 40),
        auc: steady(0.6, 40),
      },
      "suspected",
    ],
    "is clear of the same where the discriminator tells all of them apart": [
      {
        occupancy: steady(0.1, 40),
        spreadReal: steady(1, 40),
        spreadFake: steady(0.35, 40),
        auc: steady(0.95, 40),
      },
      "clear",
    ],
    "is only suspected of outputs that stay in a quarter of the width": [
      {
        occupancy: steady(0.5, 40),
        spreadReal: steady(1, 40),
        spreadFake: steady(0.25, 40),
        auc: steady(0.95, 40),
      },
      "suspected",
    ],
    "is clear of such a band while there was little time to widen": [
      {
        occupancy: steady(0.5, 16),
        spreadReal: steady(1, 16),
        spreadFake: steady(0.25, 16),
        auc: steady(0.95, 16),
      },
      "clear",
    ],
    "is clear of few occupied bins where outputs vary as much as on real samples": [
      { occupancy: steady(0.1, 40), spreadReal: steady(1, 40), spreadFake: steady(0.5, 40) },
      "clear",
    ],
    "believes samples over outputs": [{ diversity: steady(0.9, 40), occupancy: steady(0.1, 40) }, "clear"],
    "believes features over pixels": [{ diversity: steady(0.1, 40), features: steady(0.9, 40) }, "clear"],
    "is confirmed of outputs that stay as good as one value for ten probes": [
      { occupancy: steady(0.1, 40), spreadReal: steady(1, 40), spreadFake: steady(0.1, 40) },
      "confirmed",
    ],
    "is confirmed without real samples when varied ones come to repeat": [
      { variety: steady(0.7, 24), repeats: [...steady(0.01, 12), ...steady(0.6, 12)] },
      "confirmed",
    ],
    "is confirmed without real samples when variety is lost": [
      { variety: [...steady(0.7, 12), ...steady(0.2, 12)], repeats: steady(0.02, 24) },
      "confirmed",
    ],
    "is clear without real samples while they differ": [
      { variety: steady(0.7, 24), repeats: steady(0.01, 24), occupancy: steady(0.1, 24) },
      "clear",
    ],
    "is confirmed early of images that are alike and farther from the data than untrained ones": [
      {
        variety: [0.78, 0.37, 0.23, 0.18, ...steady(0.13, 4)],
        varietyOfReal: steady(0.86, 8),
        repeats: [0, 0, 0.8, ...steady(1, 5)],
        energy: [0.49, 0.64, ...steady(0.7, 6)],
      },
      "confirmed",
    ],
    "is not told so early of images that are merely alike": [
      {
        variety: steady(0.13, 6),
        varietyOfReal: steady(0.86, 6),
        repeats: steady(1, 6),
        energy: steady(0.5, 6),
      },
      "cannot tell",
    ],
    "is suspected of one image under noise that keeps far from the data": [
      {
        variety: steady(0.4, 12),
        varietyOfReal: steady(0.8, 12),
        repeats: steady(0.1, 12),
        energy: steady(0.25, 12),
      },
      "suspected",
    ],
    "is confirmed of images that are alike and as far as ever after 500 steps": [
      {
        variety: steady(0.4, 16),
        varietyOfReal: steady(0.8, 16),
        repeats: steady(0.1, 16),
        energy: steady(0.35, 16),
      },
      "confirmed",
    ],
    "is clear of images no more alike than the data": [
      {
        variety: steady(0.45, 12),
        varietyOfReal: steady(0.5, 12),
        repeats: steady(0.1, 12),
        energy: steady(0.25, 12),
      },
      "clear",
    ],
    "believes varied images near the data over an encoder that takes them for one kind": [
      {
        features: steady(0.2, 12),
        variety: steady(0.7, 12),
        varietyOfReal: steady(0.85, 12),
        repeats: steady(0, 12),
        energy: steady(0.12, 12),
      },
      "clear",
    ],
    "closes when samples are varied again": [
      { diversity: [...steady(0.9, 12), ...steady(0.2, 8), ...steady(0.8, 6)] },
      "resolved",
    ],
    "cannot tell from a short log": [{ diversity: steady(0.1, 6) }, "cannot tell"],
    "cannot tell from NaN": [{ diversity: steady(Number.NaN, 20) }, "cannot tell"],
    "judges across a gap": [
      { diversity: [...steady(0.9, 12), null, null, null, ...steady(0.1, 8)] },
      "confirmed",
    ],
  });
});
