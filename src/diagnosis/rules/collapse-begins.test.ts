import { describe } from "vitest";
import { cycling, growing, ramp, steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { collapseBegins } from "./collapse-begins.ts";

describe("collapse-begins", () => {
  ruleTest(collapseBegins, {
    "is confirmed when the loss leaps with a layer": [
      {
        norms: [steady(2, 24), [...steady(4, 20), ...growing(5, 1.5, 4)]],
        loss: [...cycling({ level: 0.8, height: 0.05, period: 4 }, 20), ...growing(2, 2, 4)],
      },
      "confirmed",
    ],
    "is suspected of a layer alone": [{ norms: [[...steady(4, 20), ...growing(5, 1.5, 4)]] }, "suspected"],
    "is clear of one odd probe": [{ norms: [[...steady(4, 20), 8, ...steady(4, 8)]] }, "clear"],
    "is clear of growth as usual": [{ norms: [ramp(3, 6, 40)] }, "clear"],
    "cannot tell from NaN": [{ norms: [steady(Number.NaN, 20)] }, "cannot tell"],
  });
});
