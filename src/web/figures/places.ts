/** How places on the horizontal axis are written and ticked, whichever axis that is. */
import type { Axis } from "../../model/index.ts";
import { formatCount, formatStepShort, linearTicks, stepTicks } from "../../plots/index.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds that people count time in; beyond them whole days in powers of ten. */
const TIME_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10].map((days) => days * DAY),
];

/** About `count` places inside [from, to] that are round on the axis. */
export function placeTicks(axis: Axis, range: readonly [from: number, to: number], count: number): number[] {
  const [from, to] = range;
  if (axis === "step" || axis === "index") return stepTicks(from, to, count);
  const rough = (to - from) / Math.max(1, count);
  const step = TIME_STEPS.find((one) => one >= rough);
  if (step === undefined) return linearTicks(from / DAY, to / DAY, count).map((days) => days * DAY);
  const shift = axis === "wall" ? new Date(from).getTimezoneOffset() * MINUTE : 0;
  const ticks: number[] = [];
  for (let k = Math.ceil((from - shift) / step); k * step + shift <= to; k++) ticks.push(k * step + shift);
  return ticks;
}

/** A place in full, without the axis' name: "12,400", "1 min 12.5 s", "2026-11-21 14:05:06". */
export function formatPlace(place: number, axis: Axis): string {
  switch (axis) {
    case "step":
    case "index":
      return formatCount(place);
    case "relative":
      return formatElapsed(place);
    case "wall":
      return `${dateText(new Date(place))} ${clockText(new Date(place))}`;
  }
}

/** A place on the axis itself, where room is short: "12.4k", "1 min 12.5 s", "14:05:06". */
export function formatPlaceShort(place: number, axis: Axis): string {
  switch (axis) {
    case "step":
    case "index":
      return formatStepShort(place);
    case "relative":
      return formatElapsed(place);
    case "wall": {
      const date = new Date(place);
      const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
      return isMidnight ? dateText(date).slice("2000-".length) : clockText(date);
    }
  }
}

/** A place where it may take no more room than a long step: the clock without its date. */
export function formatPlaceBriefly(place: number, axis: Axis): string {
  return axis === "wall"
    ? clockText(new Date(Math.round(place / SECOND) * SECOND))
    : formatPlace(place, axis);
}

const AXIS_WORDS: Readonly<Record<Axis, string>> = {
  step: "step",
  index: "point",
  relative: "time",
  wall: "time",
};

/** What a place on the axis is called. */
export function axisWord(axis: Axis): string {
  return AXIS_WORDS[axis];
}

/** "step 12,400", "point 17", "time 1 min 12.5 s". */
export function placeWords(place: number, axis: Axis): string {
  return `${AXIS_WORDS[axis]} ${formatPlace(place, axis)}`;
}

/** The two largest units that are not zero. */
function formatElapsed(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  const sign = milliseconds < 0 ? "−" : "";
  if (size < SECOND) return size === 0 ? "0 s" : `${sign}${Math.round(size)} ms`;
  if (size < MINUTE) return `${sign}${Number((size / SECOND).toFixed(1))} s`;
  const [large, small, names] =
    size < HOUR
      ? [MINUTE, SECOND, ["min", "s"]]
      : size < DAY
        ? [HOUR, MINUTE, ["h", "min"]]
        : [DAY, HOUR, ["d", "h"]];
  const whole = Math.floor(size / large);
  const rest = Math.floor((size % large) / small);
  return `${sign}${whole} ${names[0]}${rest === 0 ? "" : ` ${rest} ${names[1]}`}`;
}

function dateText(date: Date): string {
  return [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join("-");
}

/** Milliseconds are shown only where there are some. */
function clockText(date: Date): string {
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
  const rest = Math.round(date.getMilliseconds());
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, "0")}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
