/** Keeps the derived series of a store up to date beside whoever fills it. */
import { availableParallelism } from "node:os";
import type { Store } from "../../store/index.ts";
import { SYSTEM_CLOCK } from "../clock.ts";
import { createDescriber } from "../describe-runs.ts";
import { openValueReader } from "../open-value-reader.ts";
import type { CorrectionsReader } from "../roles-of-runs.ts";
import type { EncoderFile } from "./chosen-encoder.ts";
import { computeInThread, isThreadBuilt } from "./compute-in-thread.ts";
import { computeTogether } from "./compute-together.ts";
import { Deriver } from "./deriver.ts";

export interface DerivationOptions {
  readonly store: Store;
  readonly signal: AbortSignal;
  /** Takes one line for the user. */
  readonly notice: (line: string) => void;
  /** Encodes images besides the classifier of digits. */
  readonly encoder?: EncoderFile | undefined;
  /** What the user has corrected: a tag's role decides what is derived from it. */
  readonly corrections: CorrectionsReader;
}

/** In a thread of its own, until the signal ends it; resolves when nothing will be stored any more. */
export async function followDerivations({
  store,
  signal,
  notice,
  encoder,
  corrections,
}: DerivationOptions): Promise<void> {
  const computing = computeInThread();
  const values = openValueReader(store);
  const describe = createDescriber(store, values, { corrections });
  signal.addEventListener("abort", () => void computing.close());
  const tools = { store, computing, describe, corrections, signal, notice, clock: SYSTEM_CLOCK, encoder };
  await new Deriver(tools).follow();
  await values.close();
}

export interface OneDerivation extends DerivationOptions {
  /** Not given: all. */
  readonly runs?: readonly string[];
}

/** Everything that can be derived now; for commands that answer and leave. Rejects where the encoder cannot be used. */
export async function deriveOnce({
  store,
  signal,
  notice,
  encoder,
  corrections,
  runs,
}: OneDerivation): Promise<void> {
  // Loaded only by who computes: a board that opens does not wait for every metric.
  const { computeHere } = await import("./compute.ts");
  const here = computeHere();
  const computing =
    availableParallelism() > 1 && isThreadBuilt()
      ? computeTogether({
          here,
          startOther: () => computeInThread({ isAwaited: true }),
          nowMilliseconds: () => SYSTEM_CLOCK.nowMilliseconds(),
        })
      : here;
  const values = openValueReader(store);
  const describe = createDescriber(store, values, { corrections });
  try {
    await new Deriver({
      store,
      computing,
      describe,
      signal,
      notice,
      clock: SYSTEM_CLOCK,
      encoder,
    }).deriveAll(runs);
  } finally {
    await computing.close();
    await values.close();
  }
}
