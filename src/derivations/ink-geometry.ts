/** Measures how the ink of two colours in a plot lies: near which of the other's, and how widely spread. */
import type { RandomSource } from "../metrics/index.ts";
import { type Ink, inkIn } from "./coloured-ink.ts";

/** Of the plot's shorter side: two points nearer than this lie at the same place to the eye. */
const NEAR_SHARE = 0.035;

/** The cells that lie near any ink, its own among them. */
export function nearInk(ink: Ink): Ink {
  const { columns, rows } = ink;
  const reach = Math.max(2, Math.round(NEAR_SHARE * Math.min(columns, rows)));
  const disc = discOf(reach);
  const cells = new Uint8Array(ink.cells.length);
  ink.cells.forEach((isInked, cell) => {
    if (isInked === 0) return;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (const [right, down] of disc) {
      const [x, y] = [column + right, row + down];
      if (x >= 0 && x < columns && y >= 0 && y < rows) cells[y * columns + x] = 1;
    }
  });
  return inkIn(ink, cells);
}

function discOf(reach: number): (readonly [right: number, down: number])[] {
  const ways = Array.from({ length: 2 * reach + 1 }, (_, way) => way - reach);
  return ways.flatMap((right) =>
    ways.filter((down) => right ** 2 + down ** 2 <= reach ** 2).map((down) => [right, down] as const),
  );
}

/** The share of the ink that lies in the region; 0 of no ink. */
export function shareWithin(ink: Ink, region: Ink): number {
  let within = 0;
  ink.cells.forEach((isInked, cell) => {
    if (isInked === 1 && region.cells[cell] === 1) within++;
  });
  return ink.count === 0 ? 0 : within / ink.count;
}

export function united(one: Ink, other: Ink): Ink {
  return inkIn(
    one,
    one.cells.map((isInked, cell) => (isInked === 1 || other.cells[cell] === 1 ? 1 : 0)),
  );
}

/** So many cells of the ink, drawn without putting back; all where it has no more. */
export function drawnFrom(ink: Ink, count: number, random: RandomSource): Ink {
  const places: number[] = [];
  ink.cells.forEach((isInked, cell) => {
    if (isInked === 1) places.push(cell);
  });
  const cells = new Uint8Array(ink.cells.length);
  for (let drawn = 0; drawn < Math.min(count, places.length); drawn++) {
    const at = drawn + Math.floor(random() * (places.length - drawn));
    const place = places[at] ?? 0;
    places[at] = places[drawn] ?? 0;
    cells[place] = 1;
  }
  return inkIn(ink, cells);
}

/** Root mean square distance of the ink from its middle, in cells; NaN of no ink. */
export function spreadOfInk({ columns, cells, count }: Ink): number {
  let [x, y, squares] = [0, 0, 0];
  cells.forEach((isInked, cell) => {
    if (isInked === 0) return;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    x += column;
    y += row;
    squares += column ** 2 + row ** 2;
  });
  return Math.sqrt(Math.max(0, squares / count - (x / count) ** 2 - (y / count) ** 2));
}
