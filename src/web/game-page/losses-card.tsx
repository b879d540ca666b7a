/** Both players' losses against what a discriminator that knows nothing would have. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useMemo, useState } from "react";
import type { TagSummary } from "../../api/index.ts";
import type { Game, Player } from "../../model/index.ts";
import type { Level } from "../figures/index.ts";
import { Card } from "../run-page/card.tsx";
import { ScalarFigure, type ScalarLine } from "../run-page/scalar-figure.tsx";
import type { Scene } from "../run-page/scene.ts";
import { useFigureBox } from "../run-page/use-figure-box.ts";
import { chanceLabel, lossUnit, playerOf, sideOf } from "../words/game-words.ts";
import type { GameLayout } from "./game-layout.ts";

interface LossesCardProps {
  readonly scene: Scene;
  readonly layout: GameLayout;
  readonly game: Game | null;
  /** Named beside its levels, where the run plays several games. */
  readonly gameName: string | null;
}

const MISSING = {
  what: "No loss of the generator or the discriminator was recognised.",
  logThis: "Log the scalars generator/loss and discriminator/loss.",
};

export function LossesCard({ scene, layout, game, gameName }: LossesCardProps) {
  const box = useFigureBox();
  const [shownParts, setShownParts] = useState<readonly string[]>([]);
  const { generatorLosses, discriminatorLosses, discriminatorLossParts } = layout;
  const lines = useMemo(() => {
    const parts = discriminatorLossParts.filter(({ tag }) => shownParts.includes(tag));
    return linesOf([...generatorLosses, ...discriminatorLosses, ...parts]);
  }, [generatorLosses, discriminatorLosses, discriminatorLossParts, shownParts]);
  const drawn = useMemo(
    () => ({ generator: generatorLosses, discriminator: discriminatorLosses }),
    [generatorLosses, discriminatorLosses],
  );
  const levels = useMemo(() => levelsOf(game, gameName, drawn), [game, gameName, drawn]);
  const unit = game === null ? "" : lossUnit(game.lossFamily);
  return (
    <Card
      title="Losses"
      aside={unit}
      boxRef={box.ref}
      width={layout.accuracies.length > 0 ? "wide" : "full"}
      controls={
        discriminatorLossParts.length > 0 && (
          <PartsToggle parts={discriminatorLossParts} shown={shownParts} onShow={setShownParts} />
        )
      }
    >
      <ScalarFigure
        scene={scene}
        box={box}
        name="Losses"
        lines={lines}
        levels={levels}
        unit={unit}
        missing={MISSING}
      />
    </Card>
  );
}

interface PartsToggleProps {
  readonly parts: readonly TagSummary[];
  /** Tags. */
  readonly shown: readonly string[];
  readonly onShow: (tags: readonly string[]) => void;
}

function PartsToggle({ parts, shown, onShow }: PartsToggleProps) {
  return (
    <ToggleGroup
      className="toggle-group"
      aria-label="Parts of the discriminator's loss"
      multiple
      value={[...shown]}
      onValueChange={onShow}
    >
      {parts.map(({ tag, role }) => (
        <Toggle key={tag} value={tag} title={tag}>
          D on {sideOf(role) === "real" ? "real" : "generated"}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}

/** "G" and "D" where one line is meant, the tag where several are. */
function linesOf(tags: readonly TagSummary[]): readonly ScalarLine[] {
  return tags.map(({ tag, role }) => {
    const player = playerOf(role);
    const side = sideOf(role);
    const isAlone = tags.filter((other) => other.role === role).length === 1;
    const short = player === "generator" ? "G" : "D";
    const onSide = side === undefined ? short : `${short} on ${side === "real" ? "real" : "generated"}`;
    return { tag, label: isAlone ? onSide : tag, ...(side === undefined ? { player } : { side }) };
  });
}

type DrawnLosses = Readonly<Record<Player, readonly TagSummary[]>>;

/** Chance as the loss is logged: mirrored where the user says that its sign is. */
function levelsOf(game: Game | null, gameName: string | null, drawn: DrawnLosses): readonly Level[] {
  const players = ["discriminator", "generator"] as const;
  return players.flatMap((player) => {
    const meant = game?.chanceLevel[player] ?? null;
    if (meant === null) return [];
    const isInverted = drawn[player].some((tag) => tag.isInverted === true);
    const value = isInverted ? -meant : meant;
    const ofGame = gameName === null ? "" : `${gameName}: `;
    return [{ value, label: `${ofGame}${chanceLabel(player, value)}`, player }];
  });
}
