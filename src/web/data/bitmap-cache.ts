/** Decoded images up to a cap in bytes, the least recently drawn leaving first. */

const BYTES_PER_PIXEL = 4;

/** What is kept: an `ImageBitmap`, or anything of a size that can be closed. */
export interface Closable {
  readonly width: number;
  readonly height: number;
  close(): void;
}

export class BitmapCache<T extends Closable> {
  readonly #bitmaps = new Map<string, T>();
  readonly #capBytes: number;
  #bytes = 0;

  constructor(capBytes: number) {
    this.#capBytes = capBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Marks it as recently drawn. */
  get(key: string): T | null {
    const bitmap = this.#bitmaps.get(key);
    if (bitmap === undefined) return null;
    this.#bitmaps.delete(key);
    this.#bitmaps.set(key, bitmap);
    return bitmap;
  }

  /** Always keeps the newest, even if it alone exceeds the cap. */
  add(key: string, bitmap: T): void {
    this.#remove(key);
    this.#bitmaps.set(key, bitmap);
    this.#bytes += sizeBytes(bitmap);
    for (const oldest of this.#bitmaps.keys()) {
      if (this.#bytes <= this.#capBytes || oldest === key) return;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const bitmap = this.#bitmaps.get(key);
    if (bitmap === undefined) return;
    this.#bitmaps.delete(key);
    this.#bytes -= sizeBytes(bitmap);
    bitmap.close();
  }
}

function sizeBytes({ width, height }: Closable): number {
  return width * height * BYTES_PER_PIXEL;
}
