/** Small charts of everything else whose role is known: quality, penalties, learning rates. */
import { useMemo } from "react";
import type { TagSummary } from "../../api/index.ts";
import type { Role } from "../../model/index.ts";
import { address } from "../address/address-store.ts";
import { BoardLink } from "../address/link.tsx";
import { Card } from "../run-page/card.tsx";
import { ScalarFigure } from "../run-page/scalar-figure.tsx";
import type { Scene } from "../run-page/scene.ts";
import { useFigureBox } from "../run-page/use-figure-box.ts";
import { lastPart, ownerOf, playerOf, roleWords } from "../words/game-words.ts";
import { whole } from "../words/numbers.ts";
import type { LayerMeasure } from "./game-layout.ts";
import { LayersCard } from "./layers-card.tsx";

/** More than this is a list to search, which is what the page of all tags is for. */
const SHOWN = 12;

interface AlsoLoggedProps {
  readonly scene: Scene;
  readonly tags: readonly TagSummary[];
  readonly layers: readonly LayerMeasure[];
}

export function AlsoLogged({ scene, tags, layers }: AlsoLoggedProps) {
  if (tags.length === 0 && layers.length === 0) return null;
  return (
    <section aria-labelledby="also-logged">
      <h2 id="also-logged" className="section-title">
        Also logged
      </h2>
      <div className="card-grid">
        {layers.map((measure) => (
          <LayersCard
            key={measure.role}
            scene={scene}
            title={measureTitle(measure.role)}
            player={playerOf(measure.role) ?? "generator"}
            layers={measure.layers}
            level={3}
          />
        ))}
        {tags.slice(0, SHOWN).map((tag) => (
          <SmallScalar key={tag.tag} scene={scene} tag={tag} />
        ))}
      </div>
      {tags.length > SHOWN && (
        <p className="quiet-line">
          {whole(tags.length - SHOWN)} more are on the page of{" "}
          <BoardLink to={{ ...address.get(), page: "tags" }}>all tags</BoardLink>.
        </p>
      )}
    </section>
  );
}

/** "Update ratio, generator", as the gradient norms are titled. */
function measureTitle(role: Role): string {
  const what = role.startsWith("update.") ? "Update ratio" : "Dead units";
  return `${what}, ${playerOf(role) ?? ""}`;
}

function SmallScalar({ scene, tag }: { readonly scene: Scene; readonly tag: TagSummary }) {
  const box = useFigureBox();
  const { tag: name, role } = tag;
  const lines = useMemo(() => [{ tag: name, label: lastPart(name), ...ownerOf(role) }], [name, role]);
  return (
    <Card title={roleWords(role)} aside={name} level={3} width="third" boxRef={box.ref}>
      <ScalarFigure scene={scene} box={box} name={name} lines={lines} unit="" />
    </Card>
  );
}
