/** What every figure's picture stands on: two canvases, keys, and the line that says what a key did. */
import { type KeyboardEvent, type ReactElement, type Ref, useRef } from "react";

interface FigureSurfaceProps {
  readonly name: string;
  readonly host: Ref<HTMLDivElement>;
  readonly base: Ref<HTMLCanvasElement>;
  readonly overlay: Ref<HTMLCanvasElement>;
  /** Does what the key asks; what to say, or null for keys that are not the figure's. */
  readonly onKey: (event: KeyboardEvent) => string | null;
  readonly onBlur?: () => void;
}

export function FigureSurface(props: FigureSurfaceProps): ReactElement {
  const { name, host, base, overlay, onKey, onBlur } = props;
  const spoken = useRef<HTMLParagraphElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const answer = onKey(event);
    if (answer === null) return;
    event.preventDefault();
    if (spoken.current !== null) spoken.current.textContent = answer;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; this groups a picture with its keys
    <div
      className="figure-surface"
      role="group"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the group answers arrow keys, as its description says
      tabIndex={0}
      ref={host}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <canvas ref={base} role="img" aria-label={name} />
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabindex takes no focus */}
      <canvas ref={overlay} aria-hidden="true" />
      <p ref={spoken} className="visually-hidden" aria-live="polite" />
    </div>
  );
}
