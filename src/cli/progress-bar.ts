/** One line on stderr that says how far a one-shot command is; nothing where stderr is no terminal. */

export interface ProgressBar {
  /** Shows the share done, at most a few times a second. */
  show(progress: Progress): void;
  /** Whether anybody sees it: working out progress may cost something. */
  readonly isVisible: boolean;
  /** Takes the line away. */
  clear(): void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is done, as in "Reading 12 of 80 MB". */
  readonly words: string;
}

const REDRAW_EVERY_MILLISECONDS = 100;
const BAR_CELLS = 24;
const PERCENT = 100;
const PERCENT_DIGITS = 3;
const CLEAR_LINE = "\r\u001b[2K";
const DEFAULT_COLUMNS = 80;

export interface BarOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export function openProgressBar(
  output: BarOutput = process.stderr,
  now: () => number = Date.now,
): ProgressBar {
  const isVisible = output.isTTY === true;
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    isVisible,
    show(progress) {
      if (!isVisible || now() - shownAt < REDRAW_EVERY_MILLISECONDS) return;
      shownAt = now();
      // Some terminals claim to have no columns.
      const columns = output.columns === undefined || output.columns <= 0 ? DEFAULT_COLUMNS : output.columns;
      output.write(CLEAR_LINE + barLine(progress).slice(0, columns - 1));
    },
    clear() {
      if (isVisible) output.write(CLEAR_LINE);
    },
  };
}

/** "[######------]  50 % Reading 1 of 2 MB" */
function barLine({ done, total, words }: Progress): string {
  const share = total <= 0 ? 0 : Math.min(1, done / total);
  const filled = Math.round(share * BAR_CELLS);
  const percent = String(Math.floor(share * PERCENT)).padStart(PERCENT_DIGITS);
  return `[${"#".repeat(filled)}${"-".repeat(BAR_CELLS - filled)}] ${percent} % ${words}`;
}
