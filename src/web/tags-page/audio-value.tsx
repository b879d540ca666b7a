/** The sound of an audio tag at the cursor; nothing plays by itself. */
import { entryUrl } from "../../api/index.ts";
import type { Scene } from "../run-page/scene.ts";
import { whole } from "../words/numbers.ts";
import { useEntryAtCursor } from "./use-entry-at-cursor.ts";

interface AudioValueProps {
  readonly tag: string;
  readonly scene: Scene;
  readonly isVisible: boolean;
}

export function AudioValue({ tag, scene, isVisible }: AudioValueProps) {
  const column = useEntryAtCursor(scene, tag, isVisible);
  if (column === null) return <p className="quiet-line">Loading…</p>;
  const source = entryUrl("audio", { run: scene.run, tag, entry: column.entry, index: 0 });
  return (
    <>
      <p className="quiet-line">at step {whole(column.step)}</p>
      {/* biome-ignore lint/a11y/useMediaCaption: sounds in a log come without words to caption */}
      <audio key={source} controls preload="none" src={source} aria-label={`${tag} at step ${column.step}`} />
    </>
  );
}
