/** The same noise through training beside real samples, then all samples of the step looked at. */
import { useMemo } from "react";
import { FilmStrip, filmColumnCount, SampleGrid } from "../figures/index.ts";
import { Card } from "../run-page/card.tsx";
import type { Scene } from "../run-page/scene.ts";
import { useFigureBox } from "../run-page/use-figure-box.ts";
import { newestImages, type SampleHistory, useSampleHistory } from "../run-page/use-images.ts";
import { pickFilmColumns } from "../time/film-columns.ts";
import type { ImageSet } from "./game-layout.ts";

interface SamplesCardProps {
  readonly scene: Scene;
  readonly samples: ImageSet;
  readonly real: ImageSet | null;
}

/** Noises followed through time in the strip; the grid below shows all. */
const STRIP_ROWS = 3;
const GRID_IMAGES = 64;

export function SamplesCard({ scene, samples, real }: SamplesCardProps) {
  const strip = useFigureBox();
  const grid = useFigureBox();
  const history = useSampleHistory(scene, strip.isVisible || grid.isVisible ? samples.tags : null);
  const realHistory = useSampleHistory(scene, real?.tags ?? null);
  const realImages = newestImages(realHistory, GRID_IMAGES);
  const isFixed = samples.role === "sample.fixed";
  return (
    <>
      <Card
        title={isFixed ? "Samples from the same noise" : "Generated samples"}
        aside={isFixed ? "rows: noise · columns: step" : "fresh noise at each step · columns: step"}
        boxRef={strip.ref}
        hint={samples.tags[0] ?? ""}
      >
        <Trouble history={history} />
        <Strip scene={scene} history={history} real={realImages} width={strip.width} />
      </Card>
      <Card
        title="All samples at the cursor"
        aside={real === null ? "generated" : "generated beside real"}
        boxRef={grid.ref}
      >
        <SampleGrid
          domain={scene.domain}
          cursor={scene.cursor}
          onZoom={scene.onZoom}
          name="Samples at the cursor"
          columns={history.columns}
          image={history.image}
          version={history.version}
          real={realImages}
          count={Math.min(GRID_IMAGES, Math.max(1, history.count))}
          {...(history.isLoading ? { status: { state: "loading" as const } } : {})}
        />
      </Card>
    </>
  );
}

function Trouble({ history }: { readonly history: SampleHistory }) {
  if (history.trouble === null) return null;
  return (
    <p className="unreadable" role="status">
      {history.trouble}
    </p>
  );
}

interface StripProps {
  readonly scene: Scene;
  readonly history: SampleHistory;
  readonly real: readonly ImageBitmap[];
  readonly width: number | null;
}

function Strip({ scene, history, real, width }: StripProps) {
  const count = filmColumnCount(width ?? 0);
  const columns = useMemo(
    () => pickFilmColumns(history.columns, scene.domain, count),
    [history.columns, scene.domain, count],
  );
  const snapSteps = useMemo(() => Float64Array.from(columns, ({ step }) => step), [columns]);
  return (
    <FilmStrip
      domain={scene.domain}
      cursor={scene.cursor}
      onZoom={scene.onZoom}
      name="Samples from the same noise"
      snapSteps={snapSteps}
      columns={columns}
      rows={Math.max(1, Math.min(STRIP_ROWS, history.count))}
      image={history.image}
      version={history.version}
      real={real}
      {...(history.isLoading ? { status: { state: "loading" as const } } : {})}
    />
  );
}
