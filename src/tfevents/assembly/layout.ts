/** Where everything lies in the module's memory; ../scalar-scanner.ts reads and writes the same places. */

/** What `scan` leaves for its caller: the last finite wall time, rows so far, records read by the last call. */
export const WALL_TIME: usize = 64;
export const ROW_COUNT: usize = 72;
export const RECORD_COUNT: usize = 76;
/** 1 where the last call stopped at a record that is not for it, 0 where the bytes ended. */
export const IS_FOREIGN: usize = 80;
/** Eight bytes for whoever needs them. */
export const SCRATCH: usize = 96;
/** The name given to `learn`, padded to whole words. */
export const NAME: usize = 128;

export const CRC_TABLES: usize = 1024;
export const CRC_SLICES: u32 = 16;
export const LENGTH_CHECKSUMS: usize = CRC_TABLES + CRC_SLICES * 1024;
export const KNOWN_LENGTHS: u32 = 512;

export const MOST_SPELLINGS: u32 = 4096;
export const SPELLING_BYTES: usize = 32;
export const SPELLINGS: usize = LENGTH_CHECKSUMS + KNOWN_LENGTHS * 4;
/** Twice as many as there are spellings; each the address of one, or 0. */
export const SLOT_COUNT: u32 = 8192;
export const SLOTS: usize = SPELLINGS + MOST_SPELLINGS * SPELLING_BYTES;
/** Longer names are not plain. */
export const MOST_NAME_BYTES: usize = 128;
export const NAMES: usize = SLOTS + SLOT_COUNT * 4;

/** The bytes to scan. What a broken length leads to behind them lies in the rows, and is read without harm. */
export const WINDOW: usize = NAMES + MOST_SPELLINGS * MOST_NAME_BYTES;
export const WINDOW_BYTES: usize = 262144;
export const ROWS: usize = WINDOW + WINDOW_BYTES;
/** A row: step, wall time, value or offset (8 bytes each), tag, then length and item count of what is no scalar. */
export const ROW_BYTES: usize = 40;
export const ROW_WALL_TIME: usize = 8;
export const ROW_VALUE: usize = 16;
export const ROW_TAG: usize = 24;
