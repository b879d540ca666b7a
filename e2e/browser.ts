/** Chromium for the browser tests, and what they ask of a page. */
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../scripts/chromium.mjs";

/** How long a page may take to show what it was asked for, on a busy machine. */
export const PATIENCE = { timeout: 20_000 } as const;

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error("No Chromium: run `npm test`, which installs one or says how to.");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface PageOptions {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  /** For tests that bring a script of their own onto the page. */
  readonly bypassCSP?: boolean;
}

/** A page that keeps every console error and failed request it meets in `problems`. */
export async function openPage(
  browser: Browser,
  options: PageOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage({
    colorScheme: options.theme ?? "light",
    viewport: { width: options.width ?? 1440, height: options.height ?? 1000 },
    reducedMotion: "reduce",
    bypassCSP: options.bypassCSP ?? false,
  });
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  return { page, problems };
}

export interface Painted {
  /** Share of pixels that differ from the most common colour. */
  readonly inkShare: number;
  /** The picture itself, as text: changes with any pixel. */
  readonly fingerprint: string;
}

/** What is painted on a canvas, read from its pixels. */
export function paintedOn(page: Page, selector: string): Promise<Painted> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      if (!(element instanceof HTMLCanvasElement))
        throw new Error(`not a canvas: ${element.outerHTML.slice(0, 80)}`);
      const context = element.getContext("2d");
      if (context === null || element.width === 0) return { inkShare: 0, fingerprint: "" };
      const pixels = new Uint32Array(context.getImageData(0, 0, element.width, element.height).data.buffer);
      const counts = new Map<number, number>();
      for (const pixel of pixels) {
        counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
      }
      const inkShare = 1 - Math.max(...counts.values()) / pixels.length;
      return { inkShare, fingerprint: element.toDataURL() };
    });
}
