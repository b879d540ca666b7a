/** What the thread that reads event files and the thread that serves pages say to each other. */
import type { Explanation } from "../model/index.ts";
import type { EncoderFile } from "./derive/chosen-encoder.ts";

/** Given to the reading thread at its start. */
export interface IngestPlan {
  /** Of the cache. */
  readonly directory: string;
  readonly logDirectories: readonly string[];
  readonly pollMilliseconds: number | undefined;
  readonly encoder?: EncoderFile | undefined;
}

export type IngestMessage =
  /** This thread writes to the cache. Sent once the cache can be read. */
  | { readonly kind: "writing" }
  /** Another process does, as `what` says; this thread waits for its end. */
  | { readonly kind: "waiting"; readonly what: string }
  /** There is something new to be read from the cache. */
  | { readonly kind: "changed" }
  /** A line for the user. */
  | { readonly kind: "notice"; readonly line: string }
  /** No cache can be had; the thread ends. */
  | { readonly kind: "refused"; readonly explanation: Omit<Explanation, "cause"> };

/** The only thing that the reading thread is ever told. */
export const STOP = "stop";
