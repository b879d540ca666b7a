/** Opens an incident when a sign persists and closes it when it is gone, so that one failure is told once. */

const DEFAULT_NEEDED = 3;
const DEFAULT_WINDOW = 5;
const DEFAULT_CLEAN = 5;

/** Opens after `needed` of the last `window` checks, closes after `cleanToClose` clean ones in a row. */
export interface HysteresisOptions {
  readonly needed?: number;
  readonly window?: number;
  readonly cleanToClose?: number;
}

/** `recent`: the last checks, oldest first. `checksSinceSuspected`: how long ago the first sign of this incident was. */
export interface Hysteresis {
  readonly recent: readonly boolean[];
  readonly isOpen: boolean;
  readonly change: "opened" | "closed" | null;
  readonly checksSinceSuspected: number;
}

export const HYSTERESIS_START: Hysteresis = {
  recent: [],
  isOpen: false,
  change: null,
  checksSinceSuspected: 0,
};

/**
 * One check of a sign with memory.
 *
 * `isSeen`: whether the check found the sign. `change` tells of this check alone. Cost: O(window), no other memory.
 * At 3 of 5 a sign that shows by chance in 1 % of checks opens in about 6 of a million.
 * @example
 * const open = [true, false, true, true].reduce((state, seen) => hysteresisStep(state, seen), HYSTERESIS_START);
 * open.change; // => "opened"
 * open.checksSinceSuspected; // => 3
 */
export function hysteresisStep(
  state: Hysteresis,
  isSeen: boolean,
  options: HysteresisOptions = {},
): Hysteresis {
  const { needed = DEFAULT_NEEDED, window = DEFAULT_WINDOW, cleanToClose = DEFAULT_CLEAN } = options;
  const recent = [...state.recent, isSeen].slice(-Math.max(window, cleanToClose));
  if (state.isOpen) {
    const isOver = recent.length >= cleanToClose && recent.slice(-cleanToClose).every((seen) => !seen);
    if (isOver) return { ...HYSTERESIS_START, change: "closed" };
    return { recent, isOpen: true, change: null, checksSinceSuspected: state.checksSinceSuspected + 1 };
  }
  const inWindow = recent.slice(-window);
  const isOpen = inWindow.filter((seen) => seen).length >= needed;
  const firstSeen = inWindow.indexOf(true);
  return {
    recent,
    isOpen,
    change: isOpen ? "opened" : null,
    checksSinceSuspected: firstSeen < 0 ? 0 : inWindow.length - 1 - firstSeen,
  };
}
