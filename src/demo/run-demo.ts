/** Starts the demo's training and hands out its status, its end and the way to stop it. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Recipe } from "./recipe.ts";
import type { SessionPlan } from "./session.ts";
import type { TrainingOutcome } from "./train.ts";
import type { DemoStatus, ToWorker } from "./worker-messages.ts";
import { outcomeOf } from "./worker-outcome.ts";

export interface DemoOptions {
  readonly recipe: Recipe;
  /** Gets a new directory for this run; `runs` by default. */
  readonly logDirectory?: string;
  /** A few times a second while training. */
  readonly onStatus?: (status: DemoStatus) => void;
  /** Something worth telling the user that stops nothing. */
  readonly onNotice?: (notice: string) => void;
  /** For the directory's name; the clock by default. */
  readonly startedAt?: Date;
}

export interface Demo {
  /** Where the event file is written. */
  readonly runDirectory: string;
  /** Settles when the event file is closed and the worker gone; rejects with an `ExplainedError`. Handle it. */
  readonly finished: Promise<TrainingOutcome>;
  /** Ends after the step being trained, everything flushed; answers as `finished` does. */
  stop(): Promise<TrainingOutcome>;
}

export const DEFAULT_LOG_DIRECTORY = "runs";
const WORKER_FILE = new URL("./train-worker.js", import.meta.url);

export function startDemo(options: DemoOptions): Demo {
  const { recipe } = options;
  const name = runName(recipe, options.startedAt ?? new Date());
  const runDirectory = join(options.logDirectory ?? DEFAULT_LOG_DIRECTORY, name);
  const plan: SessionPlan = { recipe, runDirectory };
  const worker = new Worker(WORKER_FILE, { workerData: plan });
  const finished = outcomeOf(worker, options);
  const stopMessage: ToWorker = { type: "stop" };
  return {
    runDirectory,
    finished,
    stop: () => {
      worker.postMessage(stopMessage);
      return finished;
    },
  };
}

/** `<model>-<loss>[-<fault>]-<seed>-<YYYYMMDD-HHMMSS>`, in local time. */
export function runName({ model, loss, fault, seed }: Recipe, startedAt: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${startedAt.getFullYear()}${two(startedAt.getMonth() + 1)}${two(startedAt.getDate())}`;
  const time = `${two(startedAt.getHours())}${two(startedAt.getMinutes())}${two(startedAt.getSeconds())}`;
  return [model, loss, ...(fault === null ? [] : [fault]), seed, day, time].join("-");
}
