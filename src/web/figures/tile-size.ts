/** How large a picture is drawn: enlarged by whole pixels where there is room, shrunk only where there is not. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Pictures that have not arrived are taken for squares of this side: MNIST's. */
const UNSEEN: PictureSize = { width: 28, height: 28 };

/** CSS pixels of the picture at the largest whole enlargement that fits both limits, or shrunk to fit. */
export function enlarged(picture: PictureSize | null, most: PictureSize): PictureSize {
  return zoomed(picture, zoomWithin(picture, most));
}

/** A whole number, or below 1 where the picture does not fit as it is. */
export function zoomWithin(picture: PictureSize | null, most: PictureSize): number {
  const { width, height } = picture ?? UNSEEN;
  const fit = Math.min(most.width / width, most.height / height);
  return fit >= 1 ? Math.floor(fit) : fit;
}

export function zoomed(picture: PictureSize | null, zoom: number): PictureSize {
  const { width, height } = picture ?? UNSEEN;
  return { width: Math.max(1, Math.round(width * zoom)), height: Math.max(1, Math.round(height * zoom)) };
}
