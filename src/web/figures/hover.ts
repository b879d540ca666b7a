/** The step under the pointer, shared by all figures on one time cursor without moving that cursor. */
import type { TimeCursor } from "./props.ts";

export interface Hover {
  step(): number | null;
  set(step: number | null): void;
  subscribe(listener: () => void): () => void;
}

const hovers = new WeakMap<TimeCursor, Hover>();

export function hoverOf(cursor: TimeCursor): Hover {
  const known = hovers.get(cursor);
  if (known !== undefined) return known;
  const made = createHover();
  hovers.set(cursor, made);
  return made;
}

function createHover(): Hover {
  const listeners = new Set<() => void>();
  let current: number | null = null;
  return {
    step: () => current,
    set(step) {
      if (step === current) return;
      current = step;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
