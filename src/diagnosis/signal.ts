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

/** Of one derived series. */
export const derived = (metric: string, unit: string, logThis: string): Signal => ({
  unit,
  sources: [{ metric }],
  logThis,
});

/** Of the first role that a run logs. */
export const scalar = (roles: readonly Role[], unit: string, logThis: string): Signal => ({
  unit,
  sources: roles.map((role) => ({ role })),
  logThis,
});

/** Of a role that each layer has. */
export const layered = (role: Role, unit: string, logThis: string): Signal => ({
  unit,
  sources: [{ role }],
  logThis,
  isLayered: true,
});

/** Of a series derived for each layer. */
export const perLayer = (metric: string, logThis: string): Signal => ({
  unit: "",
  sources: [{ metric }],
  logThis,
  isLayered: true,
});
