/** Plays the cursor through the steps in sight; stoppable, and slow for readers who asked for less motion. */
import { useEffect, useRef, useState } from "react";
import { indexAtOrBefore } from "./nearest-step.ts";
import type { StepRange, TimeCursor } from "./props.ts";

const FRAME_MILLISECONDS = 180;
const REDUCED_MOTION_MILLISECONDS = 1000;
/** Longer sequences are played with a stride: a run should pass in about ten seconds. */
const MOST_FRAMES = 60;

interface PlaybackOptions {
  readonly cursor: TimeCursor;
  readonly domain: StepRange;
  readonly snapSteps: Float64Array | undefined;
}

interface Playback {
  readonly isPlaying: boolean;
  toggle(): void;
}

/** The steps still to be shown after `current`, the last one included; from the first when it is at the end. */
export function playSequence(
  current: number,
  domain: StepRange,
  snapSteps: Float64Array | undefined,
): number[] {
  const all = visibleFrames(domain, snapSteps);
  const at = indexAtOrBefore(all, current);
  const rest = all.slice(at + 1);
  return rest.length > 0 ? rest : all;
}

function visibleFrames({ from, to }: StepRange, snapSteps: Float64Array | undefined): number[] {
  const steps =
    snapSteps === undefined
      ? Array.from({ length: MOST_FRAMES }, (_, i) =>
          Math.round(from + ((to - from) * i) / (MOST_FRAMES - 1)),
        )
      : Array.from(snapSteps).filter((step) => step >= from && step <= to);
  const stride = Math.ceil(steps.length / MOST_FRAMES);
  return steps.filter((_, i) => (steps.length - 1 - i) % stride === 0);
}

export function usePlayback({ cursor, domain, snapSteps }: PlaybackOptions): Playback {
  const [isPlaying, setIsPlaying] = useState(false);
  const options = useRef({ cursor, domain, snapSteps });
  useEffect(() => {
    options.current = { cursor, domain, snapSteps };
  });
  useEffect(() => {
    if (!isPlaying) return;
    const start = options.current;
    const frames = playSequence(start.cursor.step() ?? start.domain.to, start.domain, start.snapSteps);
    const isReduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let next = 0;
    const showNext = () => {
      const step = frames[next];
      next += 1;
      if (step !== undefined) start.cursor.setStep(step);
      if (next >= frames.length) setIsPlaying(false);
    };
    showNext();
    const timer = setInterval(showNext, isReduced ? REDUCED_MOTION_MILLISECONDS : FRAME_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return { isPlaying, toggle: () => setIsPlaying((was) => !was) };
}
