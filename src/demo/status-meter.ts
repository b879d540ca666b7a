/** Turns a stream of steps into a few statuses a second, with the speed between them. */
import type { TrainingStep } from "./train.ts";
import type { DemoStatus } from "./worker-messages.ts";

/** Four a second read as live and cost nothing. */
const STATUS_EVERY_SECONDS = 0.25;

export class StatusMeter {
  readonly #nowSeconds: () => number;
  readonly #report: (status: DemoStatus) => void;
  #last: { readonly step: number; readonly atSeconds: number } | null = null;

  constructor(nowSeconds: () => number, report: (status: DemoStatus) => void) {
    this.#nowSeconds = nowSeconds;
    this.#report = report;
  }

  /** The first and last step are always reported. */
  note(step: TrainingStep): void {
    const atSeconds = this.#nowSeconds();
    const last = this.#last;
    const isLastStep = step.step + 1 === step.totalSteps;
    if (last !== null && !isLastStep && atSeconds - last.atSeconds < STATUS_EVERY_SECONDS) return;
    this.#last = { step: step.step, atSeconds };
    const elapsedSeconds = last === null ? 0 : atSeconds - last.atSeconds;
    const stepsPerSecond =
      last === null || elapsedSeconds <= 0 ? 0 : (step.step - last.step) / elapsedSeconds;
    this.#report({ ...step, stepsPerSecond });
  }
}
