import { describe } from "vitest";
import { growing, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { discriminatorOverpowers } from "./discriminator-overpowers.ts";

describe("discriminator-overpowers", () => {
  ruleTest(discriminatorOverpowers, {
    "is confirmed of one that is ahead of samples that stay far from the data": [
      { auc: steady(0.975, 24), quality: steady(0.5, 24), chance: steady(0.05, 24) },
      "confirmed",
    ],
    "is clear of one that is as far ahead of samples nearby": [
      { auc: steady(0.975, 24), quality: steady(0.4, 24), chance: steady(0.05, 24) },
      "clear",
    ],
    "is clear where features stay far from the data and pixels are near": [
      { auc: steady(0.98, 24), quality: steady(110, 24), chance: steady(4.7, 24), energy: steady(0.02, 24) },
      "clear",
    ],
    "is confirmed when the gradient has gone": [
      { auc: steady(0.999, 24), gradient: [...steady(1, 8), ...steady(0.05, 16)] },
      "confirmed",
    ],
    "is confirmed when samples stand still": [
      { auc: steady(0.999, 20), displacement: steady(0.01, 20) },
      "confirmed",
    ],
    "is clear while samples move": [{ auc: steady(1, 20), displacement: steady(0.1, 20) }, "clear"],
    "is clear just above the gradient's threshold": [
      { auc: steady(1, 24), gradient: [...steady(1, 8), ...steady(0.11, 16)] },
      "clear",
    ],
    "is clear of a discriminator that errs": [
      { auc: steady(0.99, 20), displacement: steady(0, 20) },
      "clear",
    ],
    "is only suspected where nothing shows whether the generator moves": [
      { auc: steady(0.999, 20) },
      "suspected",
    ],
    "is only suspected while the distance to the data falls": [
      { auc: steady(1, 24), displacement: steady(0.01, 24), quality: growing(300, 0.95, 24) },
      "suspected",
    ],
    "cannot tell from NaN": [{ auc: steady(Number.NaN, 20) }, "cannot tell"],
    "cannot tell from a short log": [{ auc: steady(1, 6) }, "cannot tell"],
    "is confirmed by pixels that stay far from real ones": [
      { auc: steady(0.99, 24), energy: steady(0.4, 24) },
      "confirmed",
    ],
    "is only suspected by such pixels in the first hundreds of steps": [
      { auc: steady(0.99, 16), energy: steady(0.4, 16) },
      "suspected",
    ],
    "is confirmed without histograms by certain outputs and such pixels": [
      {
        loss: steady(0.001, 24),
        outputReal: steady(0.99, 24),
        outputFake: steady(0.01, 24),
        energy: steady(0.4, 24),
      },
      "confirmed",
    ],
    "is clear of outputs in perfect order that are next to each other": [
      { loss: steady(1.37, 24), auc: steady(1, 24), displacement: steady(0, 24) },
      "clear",
    ],
    "is clear of outputs near 0 and 1 whose loss says otherwise": [
      {
        loss: steady(1, 24),
        outputReal: steady(1, 24),
        outputFake: steady(0, 24),
        energy: steady(0.4, 24),
      },
      "clear",
    ],
    "leaves to another rule what knows its training samples by heart": [
      { auc: steady(0.999, 24), energy: steady(0.4, 24), heldOut: steady(0.9, 24) },
      "clear",
    ],
  });
});
