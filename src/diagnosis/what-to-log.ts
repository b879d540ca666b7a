/** Says what a log lacks for a signal: the thing itself, or more of what is there. */
import type { Role } from "../model/index.ts";
import { LOG_LONE_SAMPLES, LOG_SAMPLES, SIGNALS, type SignalId } from "./signals.ts";

export interface Wanted {
  readonly logThis: string;
  /** What the signal is derived from is there: too little of it, or in a form that can't be taken apart. */
  readonly isLogged: boolean;
}

interface Images {
  readonly roles: readonly Role[];
  readonly more: string;
}

const OF_IMAGES: ReadonlyMap<string, Images> = new Map([
  [
    LOG_SAMPLES,
    {
      roles: ["sample.fake", "sample.real"],
      more: "more generated and real images a step, 64 of each, single or in a grid whose tiles have borders",
    },
  ],
  [
    LOG_LONE_SAMPLES,
    {
      roles: ["sample.fake"],
      more: "more generated images a step, 16 at least, single or in a grid whose tiles have borders",
    },
  ],
]);

/** `pictured`: the roles of the images that the game logs. */
export function wantedFor(signal: SignalId, pictured: ReadonlySet<Role>): Wanted {
  const { logThis } = SIGNALS[signal];
  const images = OF_IMAGES.get(logThis);
  const isLogged = images?.roles.every((role) => pictured.has(role)) === true;
  return { logThis: isLogged && images !== undefined ? images.more : logThis, isLogged };
}
