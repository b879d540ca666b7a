/** One derived metric on a card: figure, sample counts, and where the number comes from. */
import { useState } from "react";
import { Card } from "../run-page/card.tsx";
import type { Scene } from "../run-page/scene.ts";
import { useFigureBox } from "../run-page/use-figure-box.ts";
import { plural } from "../words/numbers.ts";
import "./derived.css";
import { EstimateFigure } from "./estimate-figure.tsx";
import { type EstimateSeries, encoderOf } from "./estimates.ts";

interface EstimateCardProps {
  readonly estimate: EstimateSeries;
  readonly scene: Scene;
  /** Where there is room for it: from what and how it is computed. */
  readonly showsProvenance?: boolean;
}

export function EstimateCard({ estimate, scene, showsProvenance = false }: EstimateCardProps) {
  const box = useFigureBox();
  const [counts, setCounts] = useState("");
  const { name, metric, game, provenance, tag, points } = estimate;
  const unit = provenance?.unit ?? "";
  const made = provenance === null ? "" : `${provenance.formula}. From ${provenance.inputs.join(", ")}.`;
  return (
    <Card
      title={name}
      aside={[unit, encoderOf(metric), game ?? ""].filter((part) => part !== "").join(" · ")}
      hint={`${tag}\n${made}`}
      level={3}
      width="third"
      boxRef={box.ref}
    >
      <EstimateFigure estimate={estimate} scene={scene} box={box} onCounts={setCounts} />
      {showsProvenance && <p className="tag-description">{made}</p>}
      <p className="estimate-line">
        <span>{counts === "" ? "\u00a0" : counts}</span>
        {estimate.parts.has("low") && <span>band: interval</span>}
        {showsProvenance && <span>{plural(points, "point")}</span>}
      </p>
    </Card>
  );
}
