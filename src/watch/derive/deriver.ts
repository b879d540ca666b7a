/** Derives the series of run after run: once through all of them, or on and on as the runs grow. */
import { derivedSource, isDerivedTag } from "../../model/index.ts";
import type { RunRecord, Store, TagRecord } from "../../store/index.ts";
import type { Clock } from "../clock.ts";
import type { RunDescription } from "../describe-runs.ts";
import { type CorrectionsReader, noCorrections } from "../roles-of-runs.ts";
import { type ChosenEncoder, DIGIT_ENCODER, type EncoderFile, encoderOfFile } from "./chosen-encoder.ts";
import { type DerivationPlan, derivationPlansOf } from "./derivation-plan.ts";
import type { Computing } from "./derive-messages.ts";
import { openDerivation, type RunDerivation } from "./derive-run.ts";
import { shareInWords } from "./derived-batch.ts";

/** The values of a step are written within this time: after it a run that stands still is derived to its end. */
const SETTLE_MILLISECONDS = 1_000;
/** What whoever opens a board asks for first comes before what nobody has asked for. */
const BEGIN_MILLISECONDS = 1_000;
/** Runs that log none of these, as most do, need not be looked at closely. */
const DERIVED_FROM: ReadonlySet<TagRecord["kind"]> = new Set(["histogram", "image", "tensor"]);
/** How often growing runs are looked at. */
const LOOK_MILLISECONDS = 500;

export interface DeriverOptions {
  readonly store: Store;
  readonly computing: Computing;
  readonly describe: (run: string) => Promise<RunDescription>;
  /** As `describe` follows; where they change, every run is looked at again. Not given: there are none. */
  readonly corrections?: CorrectionsReader | undefined;
  readonly signal: AbortSignal;
  /** Takes one line for the user. */
  readonly notice: (line: string) => void;
  readonly clock: Clock;
  /** Encodes images besides the classifier of digits. */
  readonly encoder?: EncoderFile | undefined;
}

export class Deriver {
  readonly #options: DeriverOptions;
  /** When each run that may have something new changed last. */
  readonly #changed = new Map<string, number>();
  /** Per run and group, what it was derived from when nothing was left to do. */
  readonly #finished = new Map<string, string>();
  readonly #told = new Set<string>();
  #encoders: readonly ChosenEncoder[] | null = null;

  constructor(options: DeriverOptions) {
    this.#options = options;
  }

  /** Everything that can be derived now; rejects where the encoder cannot be used. */
  async deriveAll(runs?: readonly string[]): Promise<void> {
    const encoders = await this.#openEncoders();
    const wanted = runs ?? (await this.#options.store.runs()).map(({ run }) => run);
    for (const run of wanted) {
      if (this.#options.signal.aborted) return;
      await this.#derive(run, encoders, { isSettled: true });
    }
  }

  /** Until the signal ends it. Without the encoder, where that cannot be used. */
  async follow(): Promise<void> {
    const { store, signal, clock, corrections = noCorrections } = this.#options;
    const encoders = await this.#openEncoders().catch((error: unknown) => {
      if (!signal.aborted) this.#options.notice(error instanceof Error ? error.message : String(error));
      return [DIGIT_ENCODER];
    });
    const end = store.subscribe(({ run, tags }) => {
      if (tags.some((tag) => !isDerivedTag(tag))) this.#changed.set(run, clock.nowMilliseconds());
    });
    await clock.sleep(BEGIN_MILLISECONDS, signal);
    let corrected: object | null = null;
    while (!signal.aborted) {
      const asCorrected = await corrections();
      if (asCorrected !== corrected) await this.#lookAtAll();
      corrected = asCorrected;
      for (const [run, changedAt] of [...this.#changed]) {
        if (signal.aborted) break;
        const isSettled = clock.nowMilliseconds() - changedAt >= SETTLE_MILLISECONDS;
        if (isSettled) this.#changed.delete(run);
        await this.#derive(run, encoders, { isSettled });
      }
      await clock.sleep(LOOK_MILLISECONDS, signal);
    }
    end();
  }

  async #lookAtAll(): Promise<void> {
    for (const { run } of await this.#options.store.runs()) {
      if (!this.#changed.has(run)) this.#changed.set(run, Number.NEGATIVE_INFINITY);
    }
  }

  async #openEncoders(): Promise<readonly ChosenEncoder[]> {
    const { encoder, computing } = this.#options;
    this.#encoders ??=
      encoder === undefined
        ? [DIGIT_ENCODER]
        : [DIGIT_ENCODER, encoderOfFile(encoder, await computing.identify(encoder))];
    return this.#encoders;
  }

  async #derive(
    run: string,
    encoders: readonly ChosenEncoder[],
    { isSettled }: { readonly isSettled: boolean },
  ): Promise<void> {
    const { store, describe, signal } = this.#options;
    try {
      const record = await store.run(run);
      if (record === null || record.lastStep === null) return;
      const throughStep = isSettled ? record.lastStep : record.lastStep - 1n;
      const tags = await store.tags(run);
      if (record.derivations.length === 0 && !tags.some(({ kind }) => DERIVED_FROM.has(kind))) return;
      const plans = derivationPlansOf(await describe(run), tags, encoders);
      await this.#forgetOthers(record, plans);
      const open: OpenGroup[] = [];
      for (const plan of plans) {
        const derivation = await this.#open({ record, tags, plan, throughStep });
        if (derivation !== null) open.push({ ...derivation, group: nameOfGroup(plan) });
      }
      this.#tellOfShares(run, open);
      await inTurns(open);
    } catch (error) {
      if (signal.aborted) return;
      this.#tellOnce(run, error instanceof Error ? error.message : String(error));
    }
  }

  /** Groups without a plan would never grow or be checked again: their encoder or their tags are gone. */
  async #forgetOthers({ run, derivations }: RunRecord, plans: readonly DerivationPlan[]): Promise<void> {
    for (const { path } of derivations) {
      if (!plans.some(({ source }) => source === path)) await this.#options.store.forgetFile(run, path);
    }
  }

  /** null where nothing has changed since all was done: the places of values need not be read then. */
  async #open({ record, tags, plan, throughStep }: Opening): Promise<RunDerivation | null> {
    const { store, computing, signal, clock } = this.#options;
    const key = JSON.stringify([record.run, plan.source]);
    if (this.#finished.get(key) === stateOf(record, plan, tags)) return null;
    const failed = (run: string, reason: string) => this.#tellOnce(run, reason);
    const nowMilliseconds = () => clock.nowMilliseconds();
    const tools = { store, computing, signal, failed, nowMilliseconds };
    const derivation = await openDerivation({ record, plan, throughStep }, tools);
    const next = async () => {
      const hasMore = await derivation.next();
      const now = hasMore || signal.aborted || !derivation.coversAll ? null : await store.run(record.run);
      if (now !== null) this.#finished.set(key, stateOf(now, plan, tags));
      return hasMore;
    };
    return { ...derivation, next };
  }

  #tellOfShares(run: string, groups: readonly OpenGroup[]): void {
    const thinned = groups.filter(({ share }) => share.derived < share.total);
    const timesAsMany = Math.max(...thinned.map(({ share }) => share.total / share.derived));
    // Of a run that grows, again each time that half as large a share is derived.
    const toldAs = JSON.stringify([run, Math.floor(Math.log2(timesAsMany))]);
    if (thinned.length === 0 || this.#told.has(toldAs)) return;
    this.#told.add(toldAs);
    const words = thinned.map(({ group, share }) => `${group} ${shareInWords(share)}`).join(", ");
    this.#options.notice(`Run ${run} is logged densely: ${words}. docs/metrics.md says which.`);
  }

  #tellOnce(run: string, reason: string): void {
    const line = `Some values of run ${run} could not be measured: ${reason}`;
    if (this.#told.has(line)) return;
    this.#told.add(line);
    this.#options.notice(line);
  }
}

interface OpenGroup extends RunDerivation {
  readonly group: string;
}

/** `features/mnist`, as it stands in the names of its series. */
function nameOfGroup({ source }: DerivationPlan): string {
  return source.slice(derivedSource("", null).length);
}

interface Opening {
  readonly record: RunRecord;
  readonly tags: readonly TagRecord[];
  readonly plan: DerivationPlan;
  readonly throughStep: bigint;
}

/** A batch of each group by turns, so that values which several of them need are still at hand. */
async function inTurns(derivations: readonly RunDerivation[]): Promise<void> {
  let open = derivations;
  while (open.length > 0) {
    const left: RunDerivation[] = [];
    for (const derivation of open) if (await derivation.next()) left.push(derivation);
    open = left;
  }
}

/** Differs when there may be something to derive. */
function stateOf(record: RunRecord, plan: DerivationPlan, tags: readonly TagRecord[]): string {
  const inputs = Object.values(plan.tags);
  const counts = tags.filter(({ tag }) => inputs.includes(tag)).map(({ pointCount }) => pointCount);
  const known = record.derivations.find(({ path }) => path === plan.source);
  const files = record.files.map(({ identity }) => identity);
  return JSON.stringify([plan.identity, files, counts, known?.resumeOffset ?? null]);
}
