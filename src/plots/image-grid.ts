/** A static grid of samples at one or several steps, as papers show them. */
import { PAPER_COLOURS, TICK_SIZE, TITLE_SIZE } from "./paper-look.ts";
import { plotText } from "./plot-frame.ts";
import { element, svgDocument } from "./svg.ts";

export interface GridImage {
  /** `data:image/png;base64,…`; nothing outside the file is ever referred to. */
  readonly dataUrl: string;
  readonly width: number;
  readonly height: number;
}

/** Samples of one step or of the real data, under a caption. */
export interface ImageBlock {
  readonly caption: string;
  readonly images: readonly GridImage[];
  readonly columns: number;
}

const GAP = 2;
const BLOCK_GAP = 18;
const MARGIN = 12;
/** Small samples are enlarged by whole factors to about this. */
const CELL_WIDTH = 56;
const CAPTION_HEIGHT = TICK_SIZE + 8;

/** An SVG document: the blocks side by side, in as many rows as `blocksPerRow` asks for. */
export function imageGrid({
  title,
  blocks,
  blocksPerRow,
}: {
  readonly title: string;
  readonly blocks: readonly ImageBlock[];
  readonly blocksPerRow: number;
}): string {
  const head = title === "" ? MARGIN : MARGIN + TITLE_SIZE + MARGIN;
  const sized = blocks.map((block) => ({ block, ...sizeOf(block) }));
  const parts: string[] = [];
  let [width, top] = [0, head];
  for (let from = 0; from < sized.length; from += blocksPerRow) {
    const row = sized.slice(from, from + blocksPerRow);
    let left = MARGIN;
    for (const { block, cell, width: blockWidth } of row) {
      parts.push(...blockMarks(block, { left, top, cell }));
      left += blockWidth + BLOCK_GAP;
    }
    width = Math.max(width, left - BLOCK_GAP + MARGIN);
    top += Math.max(...row.map(({ height }) => height)) + BLOCK_GAP;
  }
  const size = { width: Math.max(width, 2 * MARGIN), height: top - BLOCK_GAP + MARGIN };
  const ground = element("rect", { ...size, fill: PAPER_COLOURS.ground });
  const heading =
    title === "" ? "" : plotText(title, { x: MARGIN, y: MARGIN + TITLE_SIZE, size: TITLE_SIZE, weight: 700 });
  return svgDocument(size, title, [ground, heading, ...parts]);
}

interface Cell {
  readonly width: number;
  readonly height: number;
}

function sizeOf({ images, columns }: ImageBlock): { cell: Cell; width: number; height: number } {
  const [first] = images;
  const [imageWidth, imageHeight] = [first?.width ?? 1, first?.height ?? 1];
  const factor =
    imageWidth < CELL_WIDTH ? Math.max(1, Math.floor(CELL_WIDTH / imageWidth)) : CELL_WIDTH / imageWidth;
  const cell = { width: imageWidth * factor, height: imageHeight * factor };
  const rows = Math.ceil(images.length / columns);
  const shown = Math.min(columns, images.length);
  return {
    cell,
    width: shown * (cell.width + GAP) - GAP,
    height: CAPTION_HEIGHT + rows * (cell.height + GAP) - GAP,
  };
}

function blockMarks(
  { caption, images, columns }: ImageBlock,
  { left, top, cell }: { left: number; top: number; cell: Cell },
): string[] {
  return [
    plotText(caption, { x: left, y: top + TICK_SIZE, size: TICK_SIZE, colour: PAPER_COLOURS.faint }),
    ...images.map(({ dataUrl }, index) =>
      element("image", {
        href: dataUrl,
        x: left + (index % columns) * (cell.width + GAP),
        y: top + CAPTION_HEIGHT + Math.floor(index / columns) * (cell.height + GAP),
        width: cell.width,
        height: cell.height,
        "image-rendering": "pixelated",
        preserveAspectRatio: "none",
      }),
    ),
  ];
}
