/** Judges a layout, whoever made it: exact trustworthiness and exact KL. node judge.mjs <features> <count> <layout>. */
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import { finish, trustworthiness } from "../../dist/projections/index.js";
import { nearestNeighbours } from "../../dist/projections/nearest-neighbours.js";
import { calibrate, jointProbabilities, neighboursFor } from "../../dist/projections/perplexity.js";
import { Divergence } from "../../dist/projections/t-sne-gradient.js";
import { FEATURES, JUDGED_NEIGHBOURS, PERPLEXITY, SEED } from "./setting.mjs";

const [file, count, layoutFile] = argv.slice(2);
const sampleCount = Number(count);
const floats = (path, length) => {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer, bytes.byteOffset, length);
};
const matrix = { sampleCount, featureCount: FEATURES, values: floats(file, sampleCount * FEATURES) };
const positions = Float64Array.from(floats(layoutFile, 2 * sampleCount));

const exactly = { neighbourCount: JUDGED_NEIGHBOURS, mostMultiplications: Infinity, seed: SEED };
const judged = finish(trustworthiness(matrix, positions, exactly));
const neighbours = finish(nearestNeighbours(matrix, neighboursFor(PERPLEXITY, sampleCount)));
const edges = finish(jointProbabilities(neighbours, finish(calibrate(neighbours, PERPLEXITY)).conditional));
const divergence = new Divergence(edges, 0).at(positions);
stdout.write(`${JSON.stringify({ trustworthiness: judged.value, divergence })}\n`);
