/** The page's time axis: the cursor, playing through probes, and the visible range. */
import { type KeyboardEvent, type ReactElement, useCallback, useSyncExternalStore } from "react";
import { gutters, isWide } from "./frame.ts";
import { rangeAfterKey, stepAfterKey } from "./nearest-step.ts";
import { axisWord, formatPlaceBriefly } from "./places.ts";
import { usePlayback } from "./playback.ts";
import type { StepRange, TimeBarProps } from "./props.ts";
import { timeBarPlan } from "./time-bar-plan.ts";
import { TimeTrack } from "./time-track.tsx";

/** Share of the run that the button "last 25 %" shows. */
const LAST_SHARE = 0.25;

export function TimeBar(props: TimeBarProps): ReactElement {
  const { cursor, domain, extent, snapSteps, incidents, onZoom } = props;
  const pinned = useSyncExternalStore(cursor.subscribe, cursor.step);
  const { isPlaying, toggle } = usePlayback({ cursor, domain, snapSteps });
  const planAt = useCallback(
    (width: number) =>
      timeBarPlan(
        { domain, extent, ...(snapSteps && { snapSteps }), ...(incidents && { incidents }) },
        width,
      ),
    [domain, extent, snapSteps, incidents],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!answerKey(event, props, toggle)) return;
    event.preventDefault();
  };
  return (
    <TimeTrack figure={props} planAt={planAt} onKeyDown={onKeyDown} step={pinned ?? domain.to}>
      {(width) => (
        <>
          <div className="time-bar-start" style={isWide(width) ? { width: gutters(width).left } : undefined}>
            <button type="button" aria-pressed={isPlaying} onClick={toggle}>
              <PlayMark isPlaying={isPlaying} />
              <span className="visually-hidden">
                {isPlaying ? "Stop playing" : "Play through the probes"}
              </span>
            </button>
            <StepWords pinned={pinned} domain={domain} onFollow={() => cursor.setStep(null)} />
          </div>
          <div className="time-bar-end">
            <button type="button" onClick={() => onZoom(lastPart(extent))}>
              last 25 %
            </button>
            <button type="button" onClick={() => onZoom(null)}>
              all
            </button>
          </div>
        </>
      )}
    </TimeTrack>
  );
}

function PlayMark({ isPlaying }: { readonly isPlaying: boolean }): ReactElement {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d={isPlaying ? "M2 1h3v10H2zM7 1h3v10H7z" : "M2 1l9 5-9 5z"} fill="currentColor" />
    </svg>
  );
}

interface StepWordsProps {
  readonly pinned: number | null;
  readonly domain: StepRange;
  readonly onFollow: () => void;
}

/** Where the cursor is; pressing it lets go, so that the last step is followed again. */
function StepWords({ pinned, domain, onFollow }: StepWordsProps): ReactElement {
  const { axis = "step" } = domain;
  if (pinned === null) {
    return (
      <span className="time-bar-step">
        <small>last {axisWord(axis)}</small> {formatPlaceBriefly(domain.to, axis)}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="time-bar-step"
      onClick={onFollow}
      title="Follow the last step again (Esc)"
    >
      <small>{axisWord(axis)}</small> {formatPlaceBriefly(pinned, axis)}
    </button>
  );
}

function lastPart({ from, to }: StepRange): StepRange {
  return { from: Math.round(to - (to - from) * LAST_SHARE), to };
}

/** True when the key was the time bar's. */
function answerKey(event: KeyboardEvent, props: TimeBarProps, togglePlay: () => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { cursor, domain, snapSteps, onZoom } = props;
  const current = cursor.step() ?? domain.to;
  if (event.key === " ") {
    togglePlay();
    return true;
  }
  if (event.key === "Escape") {
    cursor.setStep(null);
    return true;
  }
  const step = stepAfterKey(event, { current, domain, snapSteps });
  if (step !== null) {
    cursor.setStep(step);
    return true;
  }
  const range = rangeAfterKey(event.key, current, domain);
  if (range !== undefined) onZoom(range);
  return range !== undefined;
}
