/** How often the discriminator is right on each side: apart from each other is a game being lost. */
import { useMemo } from "react";
import { Card } from "../run-page/card.tsx";
import { ScalarFigure } from "../run-page/scalar-figure.tsx";
import type { Scene } from "../run-page/scene.ts";
import { useFigureBox } from "../run-page/use-figure-box.ts";
import { sideOf } from "../words/game-words.ts";
import type { GameLayout } from "./game-layout.ts";

interface AccuracyCardProps {
  readonly scene: Scene;
  readonly layout: GameLayout;
  readonly isInPercent: boolean;
}

const ON_BOTH = { player: "discriminator" } as const;
/** How a share is drawn, and one that was logged in per cent: the figure's unit "%" multiplies by 100. */
const SHARES = { unit: "%", yDomain: [0, 1], levels: [{ value: 0.5, label: "guessing" }] } as const;
const PERCENTS = { unit: "", yDomain: [0, 100], levels: [{ value: 50, label: "guessing" }] } as const;

export function AccuracyCard({ scene, layout, isInPercent }: AccuracyCardProps) {
  const box = useFigureBox();
  const { accuracies } = layout;
  const lines = useMemo(
    () =>
      accuracies.map(({ tag, role }) => {
        const side = sideOf(role);
        const isAlone = accuracies.filter((other) => other.role === role).length === 1;
        const label = side === undefined ? "both" : side === "real" ? "real" : "generated";
        return { tag, label: isAlone ? label : tag, ...(side === undefined ? ON_BOTH : { side }) };
      }),
    [accuracies],
  );
  return (
    <Card
      title="Is D right?"
      aside={isInPercent ? "per cent of each batch" : "share of each batch"}
      boxRef={box.ref}
      width="narrow"
    >
      <ScalarFigure
        scene={scene}
        box={box}
        name="Discriminator accuracy"
        lines={lines}
        {...(isInPercent ? PERCENTS : SHARES)}
      />
    </Card>
  );
}
