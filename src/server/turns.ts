/** Lets other requests in between the parts of a long answer. */
import { setImmediate as turnOfTheLoop } from "node:timers/promises";

/** A live update or another page waits at most about this long, and one part of the answer more. */
const TURN_MILLISECONDS = 12;

/** To be awaited after each part: most often at once, and now and then only after everybody else had a turn. */
export function takingTurns(): () => Promise<void> | undefined {
  let turnEnds = performance.now() + TURN_MILLISECONDS;
  return () => {
    if (performance.now() < turnEnds) return undefined;
    return turnOfTheLoop().then(() => {
      turnEnds = performance.now() + TURN_MILLISECONDS;
    });
  };
}
