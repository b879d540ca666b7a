/** Draws one small image: enlarged by whole device pixels, so that every pixel of it stays a sharp square. */
import type { Box } from "./frame.ts";
import { colourOf, fillBox, onPixel, type Surface } from "./surface.ts";

/** Device pixels a side of an image takes inside `available`: a whole multiple, or a shrunken fit. */
export function tileScale(imageSize: number, available: number): number {
  const zoom = Math.floor(available / imageSize);
  return zoom >= 1 ? zoom : available / imageSize;
}

/** CSS pixels of the image drawn in the middle of `box`; null while it has not arrived. */
export function drawTile(surface: Surface, bitmap: ImageBitmap | null, box: Box): void {
  const { context, pixelRatio } = surface;
  if (bitmap === null) {
    fillBox(surface, box, colourOf(surface, "grid"));
    return;
  }
  const zoom = Math.min(
    tileScale(bitmap.width, Math.round((box.right - box.left) * pixelRatio)),
    tileScale(bitmap.height, Math.round((box.bottom - box.top) * pixelRatio)),
  );
  const width = (bitmap.width * zoom) / pixelRatio;
  const height = (bitmap.height * zoom) / pixelRatio;
  const left = onPixel(surface, (box.left + box.right - width) / 2);
  const top = onPixel(surface, (box.top + box.bottom - height) / 2);
  context.imageSmoothingEnabled = zoom < 1;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, left, top, width, height);
}
