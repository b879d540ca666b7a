/** Names event files as TensorBoard expects, each process and each log by its own. */

export interface EventFileNameParts {
  /** The machine's name, or "browser". */
  readonly host: string;
  /** Seconds since the epoch; the clock by default. */
  readonly startSeconds?: number;
  /** Tells writers on one machine apart: the process id in Node; random by default. */
  readonly writerId?: string | number;
}

const MILLISECONDS_A_SECOND = 1000;
/** TensorBoard sorts the files of a run by name, so the seconds have a fixed width. */
const SECONDS_DIGITS = 10;

/** `events.out.tfevents.<seconds>.<host>.<writer>.nashboard` */
export function eventFileName({ host, startSeconds, writerId }: EventFileNameParts): string {
  const seconds = Math.floor(startSeconds ?? Date.now() / MILLISECONDS_A_SECOND);
  const padded = String(seconds).padStart(SECONDS_DIGITS, "0");
  return `events.out.tfevents.${padded}.${host}.${writerId ?? crypto.randomUUID()}.nashboard`;
}
