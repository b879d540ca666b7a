/** The look of static figures: what reads well in print, in the product's colours. */

export const PAPER_COLOURS = {
  generator: "#0072B2",
  discriminator: "#C24E00",
  real: "#00805D",
  fake: "#A8548A",
  heldOut: "#6F6A00",
  ink: "#1B1C1E",
  faint: "#5D6066",
  grid: "#E4E4E0",
  ground: "#FFFFFF",
} as const;

export type PaperColour = keyof typeof PAPER_COLOURS;

/** Pixels at 96 to the inch: 6.4 × 4 inches, a column and a half of a paper. */
export const PAPER_SIZE = { width: 614, height: 384 } as const;

export const TICK_SIZE = 10;
export const LABEL_SIZE = 11;
export const TITLE_SIZE = 12;
/** Mean width of a character of the sans-serif faces in use, as a share of their size. */
const MEAN_CHARACTER_WIDTH = 0.58;

/** Near enough to leave room for a text; nothing is placed by it to the pixel. */
export function roughTextWidth(text: string, size: number): number {
  return [...text].length * size * MEAN_CHARACTER_WIDTH;
}
