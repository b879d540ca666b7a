/** How old the data is, in words: the page never shows a number without saying when it is from. */

/** Newer than this counts as live: several times the default reload interval of a training script's writer. */
const LIVE_WITHIN_SECONDS = 10;
/** Past this a run is more likely over or paused than slow; the page still says only that it is quiet. */
const QUIET_AFTER_SECONDS = 120;
/** Clocks of two machines differ by this much without anybody minding. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** A wall time below this (March 1973) counts from the start of the training, as some loops write it. */
const RELATIVE_BELOW_SECONDS = 100_000_000;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MILLISECONDS = 1000;
const TENTHS_BELOW_SECONDS = 10;
/** A day and its hours are shown together up to this many days. */
const DAYS_WITH_HOURS = 7;

export type Freshness = "live" | "stale" | "quiet" | "clock-ahead" | "unknown";

export interface DataAge {
  readonly freshness: Freshness;
  /** Without the connection: "live · 0.4 s behind", "stale 42 s", "quiet for 3 min". */
  readonly words: string;
}

/** `lastWallTime` and `now` in seconds since the epoch; null: no point yet. */
export function dataAge(lastWallTime: number | null, now: number): DataAge {
  if (lastWallTime === null) return { freshness: "unknown", words: "no data yet" };
  if (lastWallTime < RELATIVE_BELOW_SECONDS) {
    const into = duration(Math.max(0, lastWallTime));
    return { freshness: "unknown", words: `logged ${into} into training; its age is not in the log` };
  }
  const age = now - lastWallTime;
  if (age < -CLOCK_TOLERANCE_SECONDS) {
    return { freshness: "clock-ahead", words: `clock of the writer is ${duration(-age)} ahead` };
  }
  if (age < LIVE_WITHIN_SECONDS)
    return { freshness: "live", words: `live · ${duration(Math.max(0, age))} behind` };
  if (age < QUIET_AFTER_SECONDS) return { freshness: "stale", words: `stale ${duration(age)}` };
  return { freshness: "quiet", words: `quiet for ${duration(age)}` };
}

/** "0.4 s", "42 s", "3 min", "2 h 05 min", "3 d 4 h". */
export function duration(seconds: number): string {
  if (seconds < TENTHS_BELOW_SECONDS) return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`;
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    return `${Math.floor(seconds / HOUR)} h ${String(minutes).padStart(2, "0")} min`;
  }
  const days = Math.floor(seconds / DAY);
  if (days >= DAYS_WITH_HOURS) return `${days} d`;
  return `${days} d ${Math.floor((seconds % DAY) / HOUR)} h`;
}

/** Now, in seconds, as wall times are written. */
export function secondsNow(): number {
  return Date.now() / MILLISECONDS;
}

export type Connection =
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  | { readonly state: "retrying"; readonly sinceSeconds: number };

export interface LiveWords {
  readonly tone: "live" | "stale" | "quiet" | "lost";
  readonly words: string;
}

/** The header's sentence: connection and data age together, because either alone can mislead. */
export function liveWords(connection: Connection, lastWallTime: number | null, now: number): LiveWords {
  const age = dataAge(lastWallTime, now);
  if (connection.state === "retrying") {
    const old =
      age.freshness === "unknown" || lastWallTime === null
        ? ""
        : ` · data ${duration(Math.max(0, now - lastWallTime))} old`;
    return { tone: "lost", words: `disconnected, retrying${old}` };
  }
  if (connection.state === "connecting") return { tone: "stale", words: `connecting · ${age.words}` };
  switch (age.freshness) {
    case "live":
      return { tone: "live", words: age.words };
    case "stale":
    case "clock-ahead":
      return { tone: "stale", words: age.words };
    case "quiet":
    case "unknown":
      return { tone: "quiet", words: age.words };
  }
}
