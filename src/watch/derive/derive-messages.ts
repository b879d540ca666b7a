/** What goes between whoever derives series and the thread that reads and computes. */
import type { DerivedValue } from "../../derivations/index.ts";
import type { EncoderIdentity } from "../../encoders/index.ts";
import type { Explanation } from "../../model/index.ts";
import type { ByteRange, KnownFile } from "../file-bytes.ts";
import type { EncoderFile } from "./chosen-encoder.ts";
import type { DerivationPlan } from "./derivation-plan.ts";
import type { Measures } from "./measures.ts";

/** Where the bytes of one value lie. */
export interface ValuePlace extends ByteRange {
  readonly file: KnownFile;
}

export interface PlacedMoment {
  readonly real: ValuePlace;
  readonly fake: ValuePlace;
  readonly heldOut: ValuePlace | null;
  readonly before: ValuePlace | null;
}

export interface DeriveJob {
  readonly measures: Measures;
  readonly tags: DerivationPlan["tags"];
  /** The earliest values of the run: a grid of samples is cut at every step as it was at first. */
  readonly first: { readonly real: ValuePlace; readonly fake: ValuePlace };
  readonly moments: readonly PlacedMoment[];
}

/** Per moment its values, or why it has none. */
export type DerivedMoment =
  | { readonly kind: "derived"; readonly values: readonly DerivedValue[] }
  | { readonly kind: "failed"; readonly reason: string };

/** Given to the thread when it starts. */
export interface ThreadPlan {
  readonly isAwaited: boolean;
}

/** Said to the thread, which answers in order. */
export type ThreadAsk =
  | { readonly kind: "derive"; readonly job: DeriveJob }
  | { readonly kind: "identify"; readonly file: EncoderFile };

export type ThreadAnswer =
  | { readonly kind: "derived"; readonly moments: readonly DerivedMoment[] }
  | { readonly kind: "identified"; readonly identity: EncoderIdentity }
  | { readonly kind: "refused"; readonly explanation: Omit<Explanation, "cause"> };

/** Computes what it is asked for, in order. */
export interface Computing {
  compute(job: DeriveJob): Promise<readonly DerivedMoment[]>;
  /** Opens an encoder and says what it is; rejects where it cannot be used. */
  identify(file: EncoderFile): Promise<EncoderIdentity>;
  close(): Promise<void>;
}
