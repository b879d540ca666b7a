/** Judges runs in a process of its own: node measure.mjs <runs> <points>. Prints JSON. */
import { argv, stdout } from "node:process";
import { diagnosisOf, GameJudge, mainLineOf, RULES, SIGNALS } from "../../dist/diagnosis/index.js";

const TAGS = 30;
const STEP_SECONDS = 0.01;
const UPDATES = 20;
const FACTS = { lossFamily: "bce-ns", chanceLevel: { generator: Math.LN2, discriminator: 2 * Math.LN2 } };

const [runs, points] = argv.slice(2).map(Number);
const signals = Object.entries(SIGNALS).slice(0, TAGS);
const originOf = ([id, { isLayered }]) => ({ tag: id, layer: isLayered ? "first" : "" });
const steps = Float64Array.from({ length: points }, (_, step) => step);
const wallTimes = steps.map((step) => step * STEP_SECONDS);
const columns = signals.map((_, tag) =>
  Float64Array.from(steps, (step) => 1 + Math.sin(step / 400 + tag) / 3 + Math.sin(step * 12.9898) / 10),
);

let judge = new GameJudge({ facts: FACTS, rules: RULES });
const startedAt = performance.now();
for (let run = 0; run < runs; run++) {
  judge = new GameJudge({ facts: FACTS, rules: RULES });
  for (const [at, signal] of signals.entries()) {
    judge.take(signal[0], originOf(signal), mainLineOf({ steps, wallTimes, values: columns[at] }));
  }
  diagnosisOf(judge.outcomes());
}
const judgedAt = performance.now();
for (let update = 0; update < UPDATES; update++) {
  const point = { steps: [points + update], wallTimes: [(points + update) * STEP_SECONDS], values: [1] };
  for (const signal of signals) judge.take(signal[0], originOf(signal), point);
  diagnosisOf(judge.outcomes());
}
const secondsForRuns = (judgedAt - startedAt) / 1000;
stdout.write(
  JSON.stringify({ secondsForRuns, millisecondsAnUpdate: (performance.now() - judgedAt) / UPDATES }),
);
