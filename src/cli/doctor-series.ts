/** Looks at what was logged: steps, values, and whether the tags of a game can be told. */
import { segmentsOf, stepsAsNumbers } from "../model/index.ts";
import type { Store } from "../store/index.ts";
import { type CorrectionsReader, createDescriber, openValueReader } from "../watch/index.ts";
import { type Check, counted, ok, type Remedy, warn } from "./doctor-check.ts";

interface Findings {
  readonly stepless: string[];
  readonly goingBack: string[];
  readonly repeated: string[];
  readonly nonFinite: string[];
  readonly withoutGame: string[];
}

export async function checkSeries(store: Store, corrections: CorrectionsReader): Promise<Check[]> {
  const found: Findings = { stepless: [], goingBack: [], repeated: [], nonFinite: [], withoutGame: [] };
  const values = openValueReader(store);
  const describe = createDescriber(store, values, { corrections });
  const runs = await store.runs();
  for (const { run } of runs) {
    await lookAtSeries(store, run, found);
    const { roles } = await describe(run);
    if (roles.length > 0 && !roles.some(({ role }) => isOfGame(role))) found.withoutGame.push(run);
  }
  await values.close();
  return [...checksOfSteps(found), checkValues(found), checkRoles(found, runs.length)];
}

async function lookAtSeries(store: Store, run: string, found: Findings): Promise<void> {
  for (const { tag, kind, pointCount, nonFiniteCount, firstStep, lastStep } of await store.tags(run)) {
    if (kind !== "scalar") continue;
    const place = `${run} · ${tag}`;
    if (nonFiniteCount > 0) found.nonFinite.push(`${place}: ${nonFiniteCount} of ${pointCount}`);
    if (pointCount < 2) continue;
    if (firstStep === lastStep) {
      found.stepless.push(`${place}: ${pointCount} values at step ${firstStep}`);
      continue;
    }
    const steps = stepsAsNumbers((await store.scalars(run, tag)).steps);
    const segmentCount = segmentsOf(steps).length;
    if (segmentCount > 1) found.goingBack.push(`${place}: ${counted(segmentCount - 1, "time")}`);
    const repeatCount = steps.reduce((count, step, i) => count + (i > 0 && step === steps[i - 1] ? 1 : 0), 0);
    if (repeatCount > 0) found.repeated.push(`${place}: ${counted(repeatCount, "time")}`);
  }
}

function checksOfSteps({ stepless, goingBack, repeated }: Findings): Check[] {
  return [
    judged("step-less", stepless, {
      well: "Every series moves through its steps.",
      ill: "with all values at one step",
      fix: "Pass the step to add_scalar. Until then choose the axis “index” or “wall time” on the board.",
    }),
    judged("unsorted-steps", goingBack, {
      well: "No series goes back in its steps.",
      ill: "with steps that go back, as after a restart",
      fix: "Nothing is lost: older branches are drawn as ghosts. Log each restart into a directory of its own to keep them apart.",
    }),
    judged("duplicate-steps", repeated, {
      well: "No series logs a step twice.",
      ill: "with several values at a step",
      fix: "All are kept, in order. Log once a step, or pass a counter of batches as the step.",
    }),
  ];
}

function checkValues({ nonFinite }: Findings): Check {
  return judged("non-finite", nonFinite, {
    well: "Every value is finite.",
    ill: "with NaN or infinite values",
    fix: "The board marks the steps. Look at the first: gradients, learning rate, logarithms of zero, mixed precision.",
  });
}

function checkRoles({ withoutGame }: Findings, runCount: number): Check {
  if (runCount > 0 && withoutGame.length === 0)
    return ok("roles", "In every run some tags are recognised as those of a game.");
  if (runCount === 0) return ok("roles", "There is no run whose tags could be recognised.");
  return warn(
    "roles",
    `In ${counted(withoutGame.length, "run")} no tag is recognised as generator's or discriminator's.`,
    {
      fix: "Log generator/loss, discriminator/loss, discriminator/loss/real and …/fake; docs/what-to-log.md has the whole list.",
      places: withoutGame,
    },
  );
}

/** Whether a role says something about the two players, and not about time or settings alone. */
function isOfGame(role: string): boolean {
  return !["other", "timing", "hparam", "lr"].includes(role);
}

interface Words extends Remedy {
  readonly well: string;
  /** After "3 series". */
  readonly ill: string;
}

function judged(check: string, places: readonly string[], { well, ill, fix }: Words): Check {
  if (places.length === 0) return ok(check, well);
  return warn(check, `${places.length.toLocaleString("en")} series ${ill}.`, { fix, places });
}
