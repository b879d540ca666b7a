/** The table of runs: as many rows in the document as fit on the screen, each a link. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { RunSummary } from "../../api/index.ts";
import { useNow } from "../data/use-resource.ts";
import { useShortcut } from "../shell/shortcuts.ts";
import { RunRow } from "./run-row.tsx";
import type { SortColumn, SortOrder } from "./run-rows.ts";

const ROW_HEIGHT_PIXELS = 52;
const OVERSCAN_ROWS = 8;
const RENEW_MILLISECONDS = 1000;

interface RunsTableProps {
  readonly runs: readonly RunSummary[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
}

interface Column {
  readonly id: SortColumn | null;
  readonly title: string;
  readonly className: string;
}

const COLUMNS: readonly Column[] = [
  { id: null, title: "Compare", className: "cell-select" },
  { id: null, title: "Sample", className: "cell-sample" },
  { id: "run", title: "Run", className: "cell-run" },
  { id: null, title: "Verdict", className: "cell-verdict" },
  { id: "state", title: "Newest data", className: "cell-state" },
  { id: "step", title: "Step", className: "cell-step" },
  { id: "generator", title: "Generator loss", className: "cell-loss" },
  { id: "discriminator", title: "Discriminator loss", className: "cell-loss" },
  { id: "accuracy", title: "D right: real, generated", className: "cell-accuracy" },
  { id: "points", title: "Points", className: "cell-points" },
];

export function RunsTable({ runs, selected, onSelect, order, onOrder }: RunsTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(body.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: runs.length,
    estimateSize: () => ROW_HEIGHT_PIXELS,
    overscan: OVERSCAN_ROWS,
    scrollMargin: offset,
  });
  const now = useNow(RENEW_MILLISECONDS);
  const focusRow = useRowFocus(runs.length, (index) => rows.scrollToIndex(index, { align: "auto" }));
  const items = rows.getVirtualItems();
  const before = (items[0]?.start ?? offset) - offset;
  const after = rows.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset);
  return (
    <table className="runs-table" aria-rowcount={runs.length + 1}>
      <HeaderRow order={order} onOrder={onOrder} />
      <tbody ref={body}>
        <Spacer height={before} />
        {items.map(({ index }) => {
          const summary = runs[index];
          return (
            summary !== undefined && (
              <RunRow
                key={summary.run}
                summary={summary}
                index={index}
                now={now}
                onMove={focusRow}
                isSelected={selected.has(summary.run)}
                onToggle={() => onSelect(toggled(selected, summary.run))}
              />
            )
          );
        })}
        <Spacer height={after} />
      </tbody>
    </table>
  );
}

function toggled(selected: ReadonlySet<string>, run: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(run)) next.add(run);
  return next;
}

function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row of a plain table takes no focus
    <tr aria-hidden="true">
      <td colSpan={COLUMNS.length} style={{ height, padding: 0 }} />
    </tr>
  );
}

/** Moves the focus between rows; a row that is not in the document yet is scrolled to first. */
function useRowFocus(count: number, scrollTo: (index: number) => void): (index: number) => void {
  const focusRow = (index: number) => {
    const wanted = Math.max(0, Math.min(count - 1, index));
    scrollTo(wanted);
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`[data-run-row="${wanted}"]`)?.focus();
    });
  };
  const current = () => {
    const row = document.activeElement?.getAttribute("data-run-row") ?? null;
    return row === null ? null : Number(row);
  };
  useShortcut("j", () => focusRow((current() ?? -1) + 1));
  useShortcut("k", () => focusRow((current() ?? 1) - 1));
  return focusRow;
}

interface HeaderRowProps {
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
}

function HeaderRow({ order, onOrder }: HeaderRowProps) {
  return (
    <thead>
      <tr>
        {COLUMNS.map(({ id, title, className }) => (
          <th
            key={title}
            scope="col"
            className={className}
            aria-sort={id === order.column ? order.direction : undefined}
          >
            {id === null ? (
              title
            ) : (
              <button type="button" onClick={() => onOrder(nextOrder(order, id))}>
                {title}
                <span aria-hidden="true" className="sort-sign">
                  {id !== order.column ? "" : order.direction === "ascending" ? "▲" : "▼"}
                </span>
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A second press turns the order; names start from A, numbers and times from the largest. */
function nextOrder(order: SortOrder, column: SortColumn): SortOrder {
  if (order.column === column) {
    return { column, direction: order.direction === "ascending" ? "descending" : "ascending" };
  }
  return { column, direction: column === "run" ? "ascending" : "descending" };
}
