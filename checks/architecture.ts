/** Draws ARCHITECTURE.md's picture and table from the import table, so that neither can be out of date. */
import { ROOMS } from "./rooms.ts";

const RING_NAMES = ["ring 0 · pure", "ring 1 · world", "ring 2 · wiring"];
const BOX = { width: 116, height: 44, gapX: 20, gapY: 74 };
const MARGIN = 28;
const LABEL_WIDTH = 118;

interface Placed {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** The rooms as an SVG: rings as rows, the purest lowest, an arrow from each room to each room it may import. */
export function architectureSvg(): string {
  const rings = [2, 1, 0].map((ring) => Object.keys(ROOMS).filter((name) => ROOMS[name]?.ring === ring));
  const widest = Math.max(...rings.map((names) => names.length));
  const width = LABEL_WIDTH + widest * (BOX.width + BOX.gapX) + MARGIN;
  const placed = rings.flatMap((names, row) => placeRow(names, row, width));
  const height = MARGIN + rings.length * (BOX.height + BOX.gapY) - BOX.gapY + MARGIN;
  const labels = rings.map((_, row) => {
    const y = MARGIN + row * (BOX.height + BOX.gapY) + BOX.height / 2 + 4;
    return `<text class="ring" x="${MARGIN / 2}" y="${y}">${RING_NAMES[2 - row]}</text>`;
  });
  return [
    "<!-- Generated from checks/rooms.ts by `npm run architecture`; do not edit. -->",
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Rooms of the source tree and the imports allowed between them">`,
    "<style>rect{fill:#fff;stroke:#5d6066}text{font:13px ui-sans-serif,system-ui,sans-serif;fill:#1b1c1e}.room{text-anchor:middle;font-weight:600}.ring{fill:#5d6066}path{fill:none;stroke:#8b8f96}</style>",
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#8b8f96;stroke:none"/></marker></defs>',
    `<rect x="0" y="0" width="${width}" height="${height}" style="fill:#f6f6f4;stroke:none"/>`,
    ...labels,
    ...arrows(placed),
    ...placed.map(box),
    "</svg>",
    "",
  ].join("\n");
}

/** The same as a Markdown table. */
export function architectureTable(): string {
  const rows = Object.entries(ROOMS).map(([name, { ring, mayImport, why }]) => {
    const imports = mayImport.length === 0 ? "–" : mayImport.join(", ");
    return `| \`${name}\` | ${ring} | ${imports} | ${why} |`;
  });
  return ["| room | ring | may import | why it exists |", "|---|---|---|---|", ...rows].join("\n");
}

function placeRow(names: readonly string[], row: number, width: number): Placed[] {
  const rowWidth = names.length * (BOX.width + BOX.gapX) - BOX.gapX;
  const left = LABEL_WIDTH + (width - LABEL_WIDTH - MARGIN - rowWidth) / 2;
  return names.map((name, i) => ({
    name,
    x: Math.round(left + i * (BOX.width + BOX.gapX)),
    y: MARGIN + row * (BOX.height + BOX.gapY),
  }));
}

function box({ name, x, y }: Placed): string {
  const middle = { x: x + BOX.width / 2, y: y + BOX.height / 2 + 4 };
  return `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text class="room" x="${middle.x}" y="${middle.y}">${name}</text>`;
}

function arrows(placed: readonly Placed[]): string[] {
  const at = new Map(placed.map((room) => [room.name, room]));
  return placed.flatMap((from) =>
    (ROOMS[from.name]?.mayImport ?? []).flatMap((name) => {
      const to = at.get(name);
      return to === undefined ? [] : [arrow(from, to)];
    }),
  );
}

function arrow(from: Placed, to: Placed): string {
  const startX = from.x + BOX.width / 2;
  const endX = to.x + BOX.width / 2;
  if (from.y === to.y) {
    const bend = from.y - BOX.gapY / 3;
    return `<path d="M${startX} ${from.y}C${startX} ${bend} ${endX} ${bend} ${endX} ${to.y}" marker-end="url(#tip)"/>`;
  }
  const startY = from.y + BOX.height;
  const middle = (startY + to.y) / 2;
  return `<path d="M${startX} ${startY}C${startX} ${middle} ${endX} ${middle} ${endX} ${to.y}" marker-end="url(#tip)"/>`;
}
