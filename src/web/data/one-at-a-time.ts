/** Lets questions wait for one another that would keep the server from answering anything else. */

export type Turns = <T>(signal: AbortSignal, act: () => Promise<T>) => Promise<T>;

/** In the order asked; who gives up while waiting is passed over. */
export function oneAtATime(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, act) => {
    const turn = last.then(() => {
      signal.throwIfAborted();
      return act();
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}
