/** The sample under the pointer: its picture, its side, and where it lies. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Cells } from "../../api/index.ts";
import { imageFeed } from "../data/images.ts";
import type { ScatterPoint } from "../figures/index.ts";
import type { Scene } from "../run-page/scene.ts";
import { measured, whole } from "../words/numbers.ts";
import type { ProjectionDone } from "./drawable-places.ts";
import type { ProjectionSource } from "./projection-sources.ts";
import { useCursorStep } from "./use-cursor-step.ts";
import { type StepPlaces, useStepPlaces } from "./use-step-places.ts";

interface SamplePeekProps {
  readonly scene: Scene;
  readonly source: ProjectionSource;
  readonly done: ProjectionDone | null;
  readonly steps: StepPlaces;
  readonly selected: ScatterPoint | null;
}

export function SamplePeek({ scene, source, done, steps, selected }: SamplePeekProps) {
  const realSteps = useStepPlaces(scene, source.real);
  const now = useCursorStep(scene, done, steps);
  const found = selected === null || done === null || now === null ? null : foundSample(done, now, selected);
  const isReal = selected?.side === "real";
  return (
    <div className="sample-peek">
      {found !== null && done?.facts.samplesAre === "pictures" ? (
        <Picture
          scene={scene}
          tags={isReal ? done.facts.realTags : done.facts.generatedTags}
          place={found}
          stamp={(isReal ? realSteps : steps).stampOf(found.entry)}
          cells={isReal ? done.facts.realCells : done.facts.generatedCells}
        />
      ) : (
        done?.facts.samplesAre !== "features" && <div className="sample-picture" aria-hidden="true" />
      )}
      <p>
        {found === null ? (
          <span className="quiet-line">Point at a sample, or press ↑ ↓ in the plane.</span>
        ) : (
          <>
            <b data-side={selected?.side}>{isReal ? "real" : "generated"}</b> {whole(found.index)}
            <small>
              x {measured(found.x)}, y {measured(found.y)}
            </small>
          </>
        )}
      </p>
    </div>
  );
}

interface FoundSample {
  readonly entry: number;
  /** Inside the entry. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

function foundSample(
  { facts, columns }: ProjectionDone,
  { at, step }: { readonly at: number; readonly step: { readonly entry: number } },
  { side, index }: ScatterPoint,
): FoundSample | null {
  const from = side === "real" ? 2 * index : 2 * (at * facts.generatedCount + index);
  const positions = side === "real" ? columns.realPositions : columns.generatedPositions;
  const [x, y] = [positions[from], positions[from + 1]];
  if (x === undefined || y === undefined) return null;
  return side === "real"
    ? { entry: columns.realEntries[index] ?? 0, index: columns.realIndexes[index] ?? 0, x, y }
    : { entry: step.entry, index, x, y };
}

interface PictureProps {
  readonly scene: Scene;
  /** Several where each holds one picture of an entry. */
  readonly tags: readonly string[];
  readonly place: FoundSample;
  readonly stamp: number;
  /** null: the entry holds its samples one by one. */
  readonly cells: Cells | null;
}

const PICTURE_PIXELS = 112;

function Picture({ scene, tags, place, stamp, cells }: PictureProps) {
  const { run } = scene;
  const isAlone = tags.length > 1 || cells !== null;
  const tag = tags[tags.length > 1 ? place.index : 0] ?? "";
  const feed = useMemo(() => imageFeed({ run, tag }), [run, tag]);
  const version = useSyncExternalStore(feed.subscribe, () => feed.version);
  const canvas = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the feed would answer differently
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    const index = isAlone ? 0 : place.index;
    const bitmap = feed.image({ entry: place.entry, index, stamp });
    if (context === null || context === undefined) return;
    context.clearRect(0, 0, PICTURE_PIXELS, PICTURE_PIXELS);
    if (bitmap !== null) drawCell(context, bitmap, cells === null ? null : cellAt(cells, place.index));
  }, [feed, version, place.entry, place.index, stamp, cells, isAlone]);
  return (
    <canvas
      ref={canvas}
      className="sample-picture"
      width={PICTURE_PIXELS}
      height={PICTURE_PIXELS}
      role="img"
      aria-label={`Sample ${place.index} of ${tag}`}
    />
  );
}

interface Cut {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function cellAt({ cellWidth, cellHeight, columns, padding }: Cells, index: number): Cut {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return {
    left: padding + column * (cellWidth + padding),
    top: padding + row * (cellHeight + padding),
    width: cellWidth,
    height: cellHeight,
  };
}

function drawCell(context: CanvasRenderingContext2D, bitmap: ImageBitmap, cut: Cut | null): void {
  const { left, top, width, height } = cut ?? { left: 0, top: 0, width: bitmap.width, height: bitmap.height };
  const zoom = PICTURE_PIXELS / Math.max(width, height);
  const [across, down] = [width * zoom, height * zoom];
  context.imageSmoothingEnabled = zoom < 1;
  const [x, y] = [(PICTURE_PIXELS - across) / 2, (PICTURE_PIXELS - down) / 2];
  context.drawImage(bitmap, left, top, width, height, x, y, across, down);
}
