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
}

const ON_BOTH = { player: "discriminator" } as const;
const HALF = 0.5;
const LEVELS = [{ value: HALF, label: "guessing" }];
const ALL_SHARES = [0, 1] as const;

export function AccuracyCard({ scene, layout }: AccuracyCardProps) {
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
    <Card title="Is D right?" aside="share of each batch" boxRef={box.ref} width="narrow">
      <ScalarFigure
        scene={scene}
        box={box}
        name="Discriminator accuracy"
        lines={lines}
        levels={LEVELS}
        unit="%"
        yDomain={ALL_SHARES}
      />
    </Card>
  );
}
