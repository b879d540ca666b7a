/** One run in the list: a link with its newest sample, its age, its step and the state of its game. */
import { type KeyboardEvent, useState } from "react";
import { entryUrl, type ImageKey, type RunSummary } from "../../api/index.ts";
import { HOME } from "../address/address.ts";
import { BoardLink } from "../address/link.tsx";
import { dataAge } from "../words/age.ts";
import { roleWords, runWords } from "../words/game-words.ts";
import { accuracyWords, areInPercent, measured, plural, shortCount, whole } from "../words/numbers.ts";
import { latestOf } from "./run-rows.ts";
import { RunVerdict } from "./run-verdict.tsx";

interface RunRowProps {
  readonly summary: RunSummary;
  readonly index: number;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly onMove: (index: number) => void;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
}

export function RunRow(props: RunRowProps) {
  const { summary, index, now, onMove, isSelected, onToggle } = props;
  const { freshness, words } = dataAge(summary.lastWallTime, now);
  const move = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onMove(index + (event.key === "ArrowDown" ? 1 : -1));
  };
  return (
    <tr aria-rowindex={index + 2}>
      <td className="cell-select">
        <input
          type="checkbox"
          checked={isSelected}
          onChange={onToggle}
          aria-label={`Compare ${runWords(summary.run)}`}
        />
      </td>
      <td className="cell-sample">
        <Thumbnail image={summary.thumbnail} />
      </td>
      <th scope="row" className="cell-run">
        <BoardLink
          to={{ ...HOME, run: summary.run, page: "game" }}
          data-run-row={index}
          onKeyDown={move}
          title={summary.run}
        >
          {runWords(summary.run)}
        </BoardLink>
        <LossNote count={summary.dataLossCount} />
      </th>
      <RunVerdict run={summary.run} />
      <td className="cell-state">
        <span className="live" data-tone={freshness === "clock-ahead" ? "stale" : freshness}>
          <i aria-hidden="true" />
          {words}
        </span>
      </td>
      <td className="cell-step">{summary.lastStep === null ? "–" : whole(summary.lastStep)}</td>
      <LossCell summary={summary} column="generator" />
      <LossCell summary={summary} column="discriminator" />
      <AccuracyCell summary={summary} />
      <td className="cell-points" title={`${whole(summary.pointCount)} points in ${summary.tagCount} tags`}>
        {shortCount(summary.pointCount)}
      </td>
    </tr>
  );
}

function LossNote({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return <span className="row-warning">{plural(count, "data loss", "data losses")}</span>;
}

/** Shows a new sample only once it is here, so that a live row does not flicker. */
function Thumbnail({ image }: { readonly image: ImageKey | null }) {
  const wanted = image === null ? null : entryUrl("image", image);
  const [shown, setShown] = useState<string | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  if (wanted === null) return <span className="thumbnail" title="This run logs no samples" />;
  return (
    <span className="thumbnail">
      {shown !== null && shown !== wanted && <img src={shown} alt="" />}
      {broken !== wanted && (
        <img
          key={wanted}
          src={wanted}
          alt=""
          hidden={shown !== wanted}
          onLoad={() => setShown(wanted)}
          onError={() => setBroken(wanted)}
        />
      )}
    </span>
  );
}

interface LossCellProps {
  readonly summary: RunSummary;
  readonly column: "generator" | "discriminator";
}

function LossCell({ summary, column }: LossCellProps) {
  const latest = latestOf(summary, column)[0];
  return (
    <td
      className="cell-loss"
      data-player={column}
      title={latest && `${roleWords(latest.role)}: ${latest.tag}`}
    >
      {latest === undefined ? <span className="absent">–</span> : measured(latest.value)}
    </td>
  );
}

function AccuracyCell({ summary }: { readonly summary: RunSummary }) {
  const values = latestOf(summary, "accuracy");
  const isInPercent = areInPercent(values.map(({ value }) => value));
  return (
    <td className="cell-accuracy">
      {values.length === 0 && <span className="absent">–</span>}
      {values.map(({ role, tag, value }) => (
        <span key={tag} data-role={role} title={`${roleWords(role)}: ${tag}`}>
          {accuracyWords(value, isInPercent)}
        </span>
      ))}
    </td>
  );
}
