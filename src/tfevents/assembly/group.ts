/** Deals the rows out to columns a tag, groups in order of their first rows: a counting sort. */
import { ROW_BYTES, ROW_COUNT, ROW_TAG, ROW_VALUE, ROW_WALL_TIME, ROWS } from "./layout";

const COLUMN_COUNT: usize = 3;
const NUMBER: usize = 8;

/** A line of the answer. */
@unmanaged
class Group {
  tag: u32;
  rowCount: u32;
  /** Address of the first column, which the others follow. */
  columns: u32;
  filled: u32;
}
const GROUP_BYTES: usize = 16;

/**
 * `scratch` has room for four bytes a tag; `groups`, which must begin at a multiple of 8, for a line a group and
 * behind them 24 bytes a row. Returns how many groups there are.
 */
export function group(tagCount: u32, scratch: usize, groups: usize): u32 {
  const end = ROWS + load<u32>(ROW_COUNT) * ROW_BYTES;
  memory.fill(scratch, 0, tagCount << 2);
  let groupCount: u32 = 0;
  for (let row = ROWS; row < end; row += ROW_BYTES) {
    const tag = load<u32>(row, ROW_TAG);
    let line = load<u32>(scratch + (tag << 2));
    if (line == 0) {
      line = groups + groupCount * GROUP_BYTES;
      store<u32>(scratch + (tag << 2), line);
      const fresh = changetype<Group>(line);
      fresh.tag = tag;
      fresh.rowCount = 0;
      groupCount++;
    }
    changetype<Group>(line).rowCount++;
  }
  placeColumns(groups, groupCount);
  for (let row = ROWS; row < end; row += ROW_BYTES) {
    const into = changetype<Group>(load<u32>(scratch + (load<u32>(row, ROW_TAG) << 2)));
    const columnBytes = into.rowCount * NUMBER;
    const at = into.columns + into.filled;
    into.filled += NUMBER;
    store<u64>(at, load<u64>(row));
    store<u64>(at + columnBytes, load<u64>(row, ROW_WALL_TIME));
    store<u64>(at + 2 * columnBytes, load<u64>(row, ROW_VALUE));
  }
  return groupCount;
}

function placeColumns(groups: usize, groupCount: u32): void {
  let columns = groups + groupCount * GROUP_BYTES;
  for (let index: u32 = 0; index < groupCount; index++) {
    const placed = changetype<Group>(groups + index * GROUP_BYTES);
    placed.columns = columns;
    placed.filled = 0;
    columns += placed.rowCount * COLUMN_COUNT * NUMBER;
  }
}
