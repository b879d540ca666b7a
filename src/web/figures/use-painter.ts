/** Ties a painter and its listeners to the life of one figure's elements. */
import { type RefObject, useEffect, useRef } from "react";
import { createPainter, type Painter } from "./painter.ts";
import type { FigurePlan } from "./plan.ts";
import type { Pointed } from "./pointer.ts";
import type { FigureProps } from "./props.ts";

interface PainterUse {
  readonly plan: FigurePlan;
  readonly figure: FigureProps;
  readonly name: string;
  /** Begins to listen to the pointer and returns how to stop; the same function on every render. */
  readonly attach: (host: HTMLElement, painter: Painter, pointed: () => Pointed | null) => () => void;
}

interface PainterRefs {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly base: RefObject<HTMLCanvasElement | null>;
  readonly overlay: RefObject<HTMLCanvasElement | null>;
}

export function usePainter({ plan, figure, name, attach }: PainterUse): PainterRefs {
  const host = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter | null>(null);
  const pointed = useRef<Pointed | null>(null);

  useEffect(() => {
    if (host.current === null || base.current === null || overlay.current === null) return;
    const made = createPainter({ host: host.current, base: base.current, overlay: overlay.current });
    painter.current = made;
    const detach = attach(host.current, made, () => pointed.current);
    return () => {
      detach();
      made.stop();
    };
  }, [attach]);

  const { cursor, domain } = figure;
  useEffect(() => {
    pointed.current = { plan, props: figure };
  });
  useEffect(() => {
    painter.current?.show({ plan, cursor, domain, name });
  }, [plan, cursor, domain, name]);
  return { host, base, overlay };
}
