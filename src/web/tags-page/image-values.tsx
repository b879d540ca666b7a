/** An image tag through time. */
import { useMemo } from "react";
import { filmColumnCount, ImageStrip } from "../figures/index.ts";
import type { Scene } from "../run-page/scene.ts";
import type { FigureBox } from "../run-page/use-figure-box.ts";
import { useSampleHistory } from "../run-page/use-images.ts";
import { pickFilmColumns } from "../time/film-columns.ts";

const MOST_ROWS = 3;

interface ImageValuesProps {
  readonly tag: string;
  readonly scene: Scene;
  readonly box: FigureBox;
}

export function ImageValues({ tag, scene, box }: ImageValuesProps) {
  const tags = useMemo(() => [tag], [tag]);
  const history = useSampleHistory(scene, box.isVisible ? tags : null);
  const count = filmColumnCount(box.width ?? 0);
  const columns = useMemo(
    () => pickFilmColumns(history.columns, scene.domain, count),
    [history.columns, scene.domain, count],
  );
  const isWaiting = history.isLoading || !box.isVisible;
  return (
    <>
      {history.trouble !== null && (
        <p className="unreadable" role="status">
          {history.trouble}
        </p>
      )}
      <ImageStrip
        domain={scene.domain}
        cursor={scene.cursor}
        onZoom={scene.onZoom}
        name={tag}
        columns={columns}
        rows={Math.max(1, Math.min(MOST_ROWS, history.count))}
        image={history.image}
        version={history.version}
        {...(isWaiting ? { status: { state: "loading" as const } } : {})}
      />
    </>
  );
}
