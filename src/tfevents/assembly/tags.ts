/** Finds a tag by its bytes: the scalar tags of one reader that the caller has taught. */
import { MOST_NAME_BYTES, MOST_SPELLINGS, NAME, NAMES, SLOT_COUNT, SLOTS, SPELLING_BYTES, SPELLINGS } from "./layout";

const FNV_OFFSET: u32 = 0x811c9dc5;
const FNV_PRIME: u32 = 0x01000193;
/** Longer probing means crafted collisions: such tags are left to the caller. */
const MOST_PROBES: u32 = 32;

@unmanaged
export class Spelling {
  /** Zero-padded to whole words. */
  name: usize;
  length: u32;
  hash: u32;
  tag: u32;
  /** Whether metadata has nothing new to say. */
  isDescribed: u32;
  /** The spelling that came next last time: writers log their tags in the same order over and over. */
  follower: usize;
}

let count: u32 = 0;
let last: usize = 0;

export function forgetTags(): void {
  memory.fill(SLOTS, 0, SLOT_COUNT * 4);
  count = 0;
  last = 0;
}

/** The spelling of the `length` bytes at `name`, or null. */
export function find(name: usize, length: u32): Spelling | null {
  if (last != 0) {
    const guess = changetype<Spelling>(last).follower;
    if (guess != 0 && isSpelled(changetype<Spelling>(guess), name, length)) {
      last = guess;
      return changetype<Spelling>(guess);
    }
  }
  const found = load<u32>(slotOf(name, length, hashOf(name, length)));
  if (found == 0) return null;
  if (last != 0) changetype<Spelling>(last).follower = found;
  last = found;
  return changetype<Spelling>(found);
}

/** Remembers that the `length` bytes at `NAME` spell `tag`. */
export function learn(length: u32, tag: u32, isDescribed: u32): void {
  const hash = hashOf(NAME, length);
  const slot = slotOf(NAME, length, hash);
  if (slot == 0) return;
  let spelling = changetype<Spelling>(load<u32>(slot));
  if (changetype<usize>(spelling) == 0) {
    if (count == MOST_SPELLINGS) return;
    spelling = changetype<Spelling>(SPELLINGS + count * SPELLING_BYTES);
    spelling.name = NAMES + count * MOST_NAME_BYTES;
    spelling.length = length;
    spelling.hash = hash;
    spelling.follower = 0;
    memory.copy(spelling.name, NAME, MOST_NAME_BYTES);
    store<u32>(slot, changetype<usize>(spelling));
    count++;
  }
  spelling.tag = tag;
  spelling.isDescribed = isDescribed;
}

/** Where the spelling is or belongs; 0 for neither. Address 0 holds 0. */
function slotOf(name: usize, length: u32, hash: u32): usize {
  for (let probe: u32 = 0; probe < MOST_PROBES; probe++) {
    const slot = SLOTS + (((hash + probe) & (SLOT_COUNT - 1)) << 2);
    const found = load<u32>(slot);
    if (found == 0) return slot;
    const spelling = changetype<Spelling>(found);
    if (spelling.hash == hash && isSpelled(spelling, name, length)) return slot;
  }
  return 0;
}

function hashOf(name: usize, length: u32): u32 {
  let hash = FNV_OFFSET;
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(name + i)) * FNV_PRIME;
  return hash;
}

// @ts-ignore: decorator
@inline
function isSpelled(spelling: Spelling, name: usize, length: u32): bool {
  if (spelling.length != length) return false;
  const known = spelling.name;
  let at: u32 = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(known + at) != load<u64>(name + at)) return false;
  const rest = (length - at) << 3;
  return rest == 0 || (load<u64>(known + at) ^ load<u64>(name + at)) << (64 - rest) == 0;
}
