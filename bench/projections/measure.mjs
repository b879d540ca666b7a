/** One layout in a process of its own: node measure.mjs <t-sne|umap|umap-js> <features> <count> <layout>. Prints JSON. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv, env, stdout } from "node:process";
import { FEATURES, SEED, seededUniform } from "./setting.mjs";

const [method, file, count, layoutFile] = argv.slice(2);
const sampleCount = Number(count);
const bytes = readFileSync(file);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, sampleCount * FEATURES);

const lay = method === "umap-js" ? await umapJs() : await ours();
const startedAt = performance.now();
const positions = lay();
const seconds = (performance.now() - startedAt) / 1000;
writeFileSync(layoutFile, new Uint8Array(Float32Array.from(positions).buffer));
stdout.write(`${JSON.stringify({ seconds })}\n`);

async function ours() {
  const { project } = await import("../../dist/projections/index.js");
  const matrix = { sampleCount, featureCount: FEATURES, values };
  // Judging is not part of the layout; the bench judges all alike.
  const judgement = { neighbourCount: 1, mostMultiplications: 0, seed: SEED };
  return () => project({ method, matrix, seed: SEED, parameters: { judgement } }).positions;
}

/** From the directory in the environment variable UMAP_JS. */
async function umapJs() {
  const { UMAP } = createRequire(`${env.UMAP_JS}/`)("umap-js");
  const rows = Array.from({ length: sampleCount }, (_, row) =>
    Array.from(values.subarray(row * FEATURES, (row + 1) * FEATURES)),
  );
  return () => new UMAP({ nNeighbors: 15, random: seededUniform(SEED) }).fit(rows).flat();
}
