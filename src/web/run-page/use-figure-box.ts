/** How wide a figure is and whether it is on screen: what is not seen is not asked for. */
import { type RefCallback, useCallback, useRef, useState } from "react";

/** Figures just below the screen are fetched before they are scrolled to. */
const AHEAD = "240px 0px";

export interface FigureBox {
  readonly ref: RefCallback<HTMLElement>;
  /** In CSS pixels, without padding; null until it has been measured. */
  readonly width: number | null;
  readonly isVisible: boolean;
}

export function useFigureBox(): FigureBox {
  const [width, setWidth] = useState<number | null>(null);
  const [isVisible, setVisible] = useState(false);
  const stop = useRef(() => {});
  const ref = useCallback((element: HTMLElement | null) => {
    stop.current();
    if (element === null) return;
    const sizes = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    const sight = new IntersectionObserver((entries) => setVisible(entries.at(-1)?.isIntersecting === true), {
      rootMargin: AHEAD,
    });
    sizes.observe(element);
    sight.observe(element);
    stop.current = () => {
      sizes.disconnect();
      sight.disconnect();
    };
  }, []);
  return { ref, width, isVisible };
}
