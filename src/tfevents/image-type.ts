/** Tells image files apart by their first bytes, because writers do not say what they wrote. */

export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/bmp" | "image/webp" | "image/avif";

interface Signature {
  readonly type: ImageType;
  /** What must stand where, as Latin-1 text. */
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

const SIGNATURES: readonly Signature[] = [
  { type: "image/png", marks: [{ at: 0, text: "\x89PNG\r\n\x1a\n" }] },
  { type: "image/jpeg", marks: [{ at: 0, text: "\xff\xd8\xff" }] },
  { type: "image/gif", marks: [{ at: 0, text: "GIF87a" }] },
  { type: "image/gif", marks: [{ at: 0, text: "GIF89a" }] },
  { type: "image/bmp", marks: [{ at: 0, text: "BM" }] },
  {
    type: "image/webp",
    marks: [
      { at: 0, text: "RIFF" },
      { at: 8, text: "WEBP" },
    ],
  },
  { type: "image/avif", marks: [{ at: 4, text: "ftypavif" }] },
  { type: "image/avif", marks: [{ at: 4, text: "ftypavis" }] },
];

/**
 * The type of an image file, or null for anything else. SVG is left out on purpose: it can carry scripts,
 * and the bytes come from whoever wrote the log.
 */
export function imageType(bytes: Uint8Array): ImageType | null {
  const signature = SIGNATURES.find(({ marks }) => marks.every(({ at, text }) => holdsText(bytes, at, text)));
  return signature?.type ?? null;
}

function holdsText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}
