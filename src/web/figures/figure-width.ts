/** Measures a figure's width before its first paint, and again whenever it changes. */
import { type RefObject, useLayoutEffect, useState } from "react";

/** Until the first measurement. */
const ASSUMED_WIDTH = 960;

export function useFigureWidth(host: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(ASSUMED_WIDTH);
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const measure = () => setWidth(Math.max(1, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [host]);
  return width;
}
