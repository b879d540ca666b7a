/** Reads records of the usual kind faster than one by one, and hands every other one back. */

export interface Skimmer {
  /** How many records the last `skim` read. */
  readonly recordCount: number;
  /** The bytes that follow are these, or these have changed. */
  turnTo(bytes: Uint8Array): void;
  /** Reads whole, intact records from `from` on; returns where it stopped, which is at the next record. */
  skim(from: number, to: number): number;
}
