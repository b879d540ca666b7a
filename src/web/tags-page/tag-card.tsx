/** One tag: its values drawn as its kind allows, its role and why, and how many points there are. */
import { useMemo } from "react";
import type { TagSummary } from "../../api/index.ts";
import { RoleButton } from "../corrections/role-button.tsx";
import { Card } from "../run-page/card.tsx";
import { ScalarFigure } from "../run-page/scalar-figure.tsx";
import type { Scene } from "../run-page/scene.ts";
import { type FigureBox, useFigureBox } from "../run-page/use-figure-box.ts";
import { lastPart, ownerOf } from "../words/game-words.ts";
import { percent, plural, whole } from "../words/numbers.ts";
import { AudioValue } from "./audio-value.tsx";
import { HistogramValues } from "./histogram-values.tsx";
import { ImageValues } from "./image-values.tsx";
import { TextValue } from "./text-value.tsx";

interface TagCardProps {
  readonly tag: TagSummary;
  readonly scene: Scene;
}

export function TagCard({ tag, scene }: TagCardProps) {
  const box = useFigureBox();
  return (
    <Card
      title={tag.displayName === "" ? tag.tag : tag.displayName}
      aside={tag.displayName === "" || tag.displayName === tag.tag ? "" : tag.tag}
      hint={tag.tag}
      level={3}
      width={tag.kind === "image" ? "full" : "third"}
      boxRef={box.ref}
    >
      <Values tag={tag} scene={scene} box={box} />
      {tag.description !== "" && <p className="tag-description">{tag.description}</p>}
      <RoleLine run={scene.run} tag={tag} />
    </Card>
  );
}

interface ValuesProps extends TagCardProps {
  readonly box: FigureBox;
}

function Values({ tag, scene, box }: ValuesProps) {
  switch (tag.kind) {
    case "scalar":
      return <ScalarValues tag={tag} scene={scene} box={box} />;
    case "histogram":
      return <HistogramValues tag={tag.tag} scene={scene} box={box} />;
    case "image":
      return <ImageValues tag={tag.tag} scene={scene} box={box} />;
    case "audio":
      return <AudioValue tag={tag.tag} scene={scene} isVisible={box.isVisible} />;
    case "text":
      return <TextValue tag={tag.tag} scene={scene} isVisible={box.isVisible} />;
    case "tensor":
    case "hparams":
    case "pr-curve":
    case "mesh":
    case "graph":
    case "custom-scalars":
      return (
        <p className="tag-description">
          Steps {whole(tag.firstStep)} to {whole(tag.lastStep)}
          {tag.plugin === "" ? "" : `, written for the plugin “${tag.plugin}”`}. Kept, not drawn.
        </p>
      );
  }
}

function ScalarValues({ tag, scene, box }: ValuesProps) {
  const { tag: name, role } = tag;
  const lines = useMemo(() => [{ tag: name, label: lastPart(name), ...ownerOf(role) }], [name, role]);
  return <ScalarFigure scene={scene} box={box} name={name} lines={lines} unit="" />;
}

function RoleLine({ run, tag }: { readonly run: string; readonly tag: TagSummary }) {
  return (
    <p className="role-line">
      <RoleButton run={run} tag={tag} />
      {tag.roleReason !== "" && <span className="role-reason">{tag.roleReason}</span>}
      <span className="role-count">
        {tag.role !== "other" && `${percent(tag.roleConfidence)} sure · `}
        {plural(tag.points, "point")}
        {tag.nonFinite > 0 && <b> · {whole(tag.nonFinite)} not finite</b>}
      </span>
    </p>
  );
}
