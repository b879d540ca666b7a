/** What the thread that lays samples out and its owner say to each other. */
import type { Explanation } from "../model/index.ts";
import type {
  Progress,
  Projection,
  ProjectionRequest,
  Timeline,
  TimelineLayout,
  TimelineRequest,
} from "../projections/index.ts";
import type { EncodedTimelineRequest, PictureFacts } from "./project-images.ts";

export type ProjectionTask =
  | { readonly kind: "projection"; readonly request: ProjectionRequest }
  | { readonly kind: "timeline"; readonly request: TimelineRequest }
  | { readonly kind: "pictures"; readonly request: EncodedTimelineRequest };

/** Where points are while they still move; `positions` are x, y by turns. */
export type LayoutSoFar =
  | { readonly kind: "projection"; readonly positions: Float64Array }
  | ({ readonly kind: "timeline" } & TimelineLayout);

export type ProjectionResult =
  | { readonly kind: "projection"; readonly projection: Projection }
  | { readonly kind: "timeline"; readonly timeline: Timeline }
  | { readonly kind: "pictures"; readonly timeline: Timeline; readonly facts: PictureFacts };

/** Said to the thread, which does one task at a time and is given the next only after the last has ended. */
export type ProjectionOrder =
  | { readonly kind: "start"; readonly id: number; readonly task: ProjectionTask }
  | { readonly kind: "cancel"; readonly id: number };

/** Each task ends with exactly one of the last three; numbers travel by transfer, not by copy. */
export type ProjectionMessage =
  | {
      readonly kind: "progress";
      readonly id: number;
      readonly progress: Progress;
      readonly layout: LayoutSoFar | null;
    }
  | { readonly kind: "done"; readonly id: number; readonly result: ProjectionResult }
  | { readonly kind: "cancelled"; readonly id: number }
  | { readonly kind: "refused"; readonly id: number; readonly explanation: Omit<Explanation, "cause"> };
