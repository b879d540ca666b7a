/** What a thread that scans event files and the thread that stores say to each other. */
import type { Ingest } from "../store/index.ts";

/** Given to the scanning thread at its start. */
export interface CatchUpPlan {
  readonly logDirectories: readonly string[];
  readonly pollMilliseconds: number | undefined;
}

export type StoreQuestion =
  | { readonly kind: "append"; readonly ingest: Ingest }
  | { readonly kind: "forget file"; readonly run: string; readonly path: string }
  | { readonly kind: "remove run"; readonly run: string }
  | { readonly kind: "run"; readonly run: string }
  | { readonly kind: "runs" }
  | { readonly kind: "tags"; readonly run: string };

/** What the scanning thread says: answered in the order in which it was said. */
export type ScanMessage =
  | { readonly kind: "question"; readonly id: number; readonly question: StoreQuestion }
  /** A line for the user. */
  | { readonly kind: "notice"; readonly line: string }
  /** The thread is up and waits to be told to begin. */
  | { readonly kind: "ready" }
  /** Everything that lay there has been said, or scanning was stopped; the thread ends. */
  | { readonly kind: "caught up" };

/** What the scanning thread is told: the answer to a question, to begin, or to stop. */
export type ScanOrder =
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "begin" }
  | { readonly kind: "stop" };
