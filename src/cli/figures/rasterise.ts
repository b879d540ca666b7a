/** SVG to PNG, without a browser and without the system's fonts: the same picture on every machine. */
import { readFile } from "node:fs/promises";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** Laid there by the build, beside the program. */
const DRAWING_FOLDER = new URL("../drawing/", import.meta.url);
const FONT_FILES = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];
const FONT_FAMILY = "DejaVu Sans";
/** resvg's number for drawing enlarged pixels as squares. */
const SHARP_PIXELS = 1;

export type Rasterise = (svg: string) => Uint8Array;

/** `pixelRatio`: PNG pixels a unit of the SVG; 3 gives some 300 to the inch. `folder`: another than the built one. */
export async function openRasteriser(pixelRatio: number, folder = DRAWING_FOLDER): Promise<Rasterise> {
  await initWasm(await readFile(new URL("resvg.wasm", folder)));
  const fontBuffers = await Promise.all(FONT_FILES.map((name) => readFile(new URL(name, folder))));
  const font = { fontBuffers, defaultFontFamily: FONT_FAMILY, sansSerifFamily: FONT_FAMILY };
  return (svg) => {
    const drawing = new Resvg(svg, {
      font,
      fitTo: { mode: "zoom", value: pixelRatio },
      imageRendering: SHARP_PIXELS,
    });
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    drawing.free();
    return png;
  };
}
