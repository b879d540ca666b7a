/** Said in the chart they belong to: values that were logged and cannot be read back. */
import { plural, whole } from "../words/numbers.ts";

interface UnreadableProps {
  readonly count: number;
  /** Of how many that were asked for. */
  readonly total: number;
  /** "histogram". */
  readonly what: string;
}

/** Nothing where everything can be read. */
export function Unreadable({ count, total, what }: UnreadableProps) {
  if (count === 0) return null;
  return (
    <p className="unreadable" role="status">
      {whole(count)} of {plural(total, what)} cannot be read: damaged, or gone with the event file. The others
      are shown.
    </p>
  );
}
