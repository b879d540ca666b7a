/** What goes between whoever derives series and the thread that reads and computes. */
import type { DerivedValue } from "../../derivations/index.ts";
import type { ByteRange, KnownFile } from "../file-bytes.ts";
import type { DerivationPlan } from "./derivation-plan.ts";

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
  readonly group: DerivationPlan["group"];
  readonly threshold: number | null;
  readonly moments: readonly PlacedMoment[];
}

/** Per moment its values, or why it has none. */
export type DerivedMoment =
  | { readonly kind: "derived"; readonly values: readonly DerivedValue[] }
  | { readonly kind: "failed"; readonly reason: string };

/** Computes what it is asked for, in order. */
export interface Computing {
  compute(job: DeriveJob): Promise<readonly DerivedMoment[]>;
  close(): Promise<void>;
}
