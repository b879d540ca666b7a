/** The form of a signal: its unit, and where a log keeps it. */
import type { Role } from "../model/index.ts";

/** Where a signal comes from: tags of a role, or a metric that is derived from what is logged. */
export type SignalSource =
  | {
      readonly role: Role;
      readonly as?: "share" | "sign";
      /** Only of tags that are named for averaged weights; the others are taken before these where it is not given. */
      readonly of?: "average";
    }
  /** `*` stands for one segment of the metric's name, such as the encoder; the first such series is used. */
  | { readonly metric: string }
  /** The one tag under which the project's own instruments write it. */
  | { readonly tag: string }
  /** What one tag of each role gives when they are added up. */
  | { readonly sumOf: readonly Role[] }
  /** The chance level of the derived series that another signal is read from. */
  | { readonly chanceOf: string };

export interface Signal {
  readonly unit: string;
  /** The first source that a run has is used. */
  readonly sources: readonly SignalSource[];
  /** What to log where a run lacks it. */
  readonly logThis: string;
  /** One series a layer. */
  readonly isLayered?: true;
}
