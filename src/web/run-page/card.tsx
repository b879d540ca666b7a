/** The frame of a figure: its heading, its unit, its controls, and what went wrong. */
import { type ReactNode, type Ref, useId } from "react";

export interface CardProps {
  readonly title: string;
  /** Unit or reading aid beside the title. */
  readonly aside?: string;
  /** 3 where the card stands in a titled section; not given: 2. */
  readonly level?: 2 | 3;
  readonly width?: "full" | "wide" | "half" | "narrow" | "third";
  readonly controls?: ReactNode;
  /** Shown on hovering the title. */
  readonly hint?: string;
  readonly boxRef?: Ref<HTMLElement>;
  readonly id?: string;
  readonly children: ReactNode;
}

export function Card(props: CardProps) {
  const { title, aside, level = 2, width = "full", controls, hint, boxRef, id, children } = props;
  const headingId = useId();
  const asideId = useId();
  const hasAside = aside !== undefined && aside !== "";
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      ref={boxRef}
      id={id}
      className="card"
      data-width={width}
      aria-labelledby={hasAside ? `${headingId} ${asideId}` : headingId}
    >
      <div className="card-head">
        <Heading id={headingId} title={hint}>
          {title}
        </Heading>
        {hasAside && (
          <span id={asideId} className="card-aside">
            {aside}
          </span>
        )}
        {controls !== undefined && <span className="card-controls">{controls}</span>}
      </div>
      {children}
    </section>
  );
}
