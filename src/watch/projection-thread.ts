/** The life of the thread that lays samples out: some milliseconds of work, then an ear for a cancellation. */
import { setImmediate } from "node:timers/promises";
import { ExplainedError } from "../model/index.ts";
import { ProjectionInProgress, TimelineInProgress } from "../projections/index.ts";
import { decodedTimeline } from "./project-images.ts";
import type {
  LayoutSoFar,
  ProjectionMessage,
  ProjectionOrder,
  ProjectionResult,
  ProjectionTask,
} from "./projection-messages.ts";

/** A cancellation is heard after this and one piece more. */
const WORK_MILLISECONDS = 10;
/** Ten layouts a second are enough to see points move. */
const TELL_EVERY_MILLISECONDS = 100;

export type Tell = (message: ProjectionMessage, transfer: readonly ArrayBuffer[]) => void;

/** Takes orders; `tell` hands a message and the memory that goes with it to the owner. */
export function projectionThread(tell: Tell): (order: ProjectionOrder) => void {
  const cancelled = new Set<number>();
  return (order) => {
    if (order.kind === "cancel") cancelled.add(order.id);
    else void run(order.id, order.task, { tell, isCancelled: () => cancelled.delete(order.id) });
  };
}

interface Tools {
  readonly tell: Tell;
  readonly isCancelled: () => boolean;
}

async function run(id: number, task: ProjectionTask, { tell, isCancelled }: Tools): Promise<void> {
  try {
    const running = begin(task);
    let toldAt = performance.now();
    for (;;) {
      const result = workFor(running, WORK_MILLISECONDS);
      if (result !== null) return tell({ kind: "done", id, result }, memoryOf(result));
      await setImmediate();
      if (isCancelled()) return tell({ kind: "cancelled", id }, []);
      if (performance.now() - toldAt < TELL_EVERY_MILLISECONDS) continue;
      toldAt = performance.now();
      const layout = running.layout();
      tell({ kind: "progress", id, progress: running.progress(), layout }, memoryOf(layout));
    }
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    const { code, what, why, fix } = error;
    tell({ kind: "refused", id, explanation: { code, what, why, fix } }, []);
  }
}

interface Running {
  readonly step: () => ProjectionResult | null;
  readonly progress: () => ProjectionInProgress["progress"];
  readonly layout: () => LayoutSoFar | null;
}

function begin(task: ProjectionTask): Running {
  if (task.kind === "projection") {
    const running = new ProjectionInProgress(task.request);
    return {
      step() {
        const projection = running.step();
        return projection === null ? null : { kind: "projection", projection };
      },
      progress: () => running.progress,
      layout() {
        const positions = running.layout();
        return positions === null ? null : { kind: "projection", positions };
      },
    };
  }
  const { request, facts } =
    task.kind === "timeline" ? { request: task.request, facts: null } : decodedTimeline(task.request);
  const running = new TimelineInProgress(request);
  return {
    step() {
      const timeline = running.step();
      if (timeline === null) return null;
      return facts === null ? { kind: "timeline", timeline } : { kind: "pictures", timeline, facts };
    },
    progress: () => running.progress,
    layout() {
      const layout = running.layout();
      return layout === null ? null : { kind: "timeline", ...layout };
    },
  };
}

function workFor(running: Running, milliseconds: number): ProjectionResult | null {
  const until = performance.now() + milliseconds;
  for (;;) {
    const result = running.step();
    if (result !== null || performance.now() >= until) return result;
  }
}

function memoryOf(message: LayoutSoFar | ProjectionResult | null): ArrayBuffer[] {
  if (message === null) return [];
  if ("projection" in message) return buffersOf([message.projection.positions]);
  if ("timeline" in message) {
    const { realPositions, steps } = message.timeline;
    return buffersOf([realPositions, ...steps.map(({ positions }) => positions)]);
  }
  if (message.kind === "projection") return buffersOf([message.positions]);
  return buffersOf([message.realPositions, ...message.generatedPositions]);
}

/** Layouts are made afresh for the message, so their memory can go with it. */
function buffersOf(arrays: readonly Float64Array[]): ArrayBuffer[] {
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
