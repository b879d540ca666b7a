/** One process, one file: reads it in chunks with EventFileReader and prints how long that took. */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { argv, stdout } from "node:process";
import { EventFileReader } from "../../dist/tfevents/index.js";

const CHUNK_BYTES = 2 ** 20;

const bytes = readFileSync(argv[2]);
const startedAt = performance.now();
const reader = new EventFileReader();
let records = 0;
let points = 0;
for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
  const batch = reader.read(bytes.subarray(at, at + CHUNK_BYTES));
  records += batch.recordCount;
  for (const { scalars } of batch.tags) points += scalars?.values.length ?? 0;
}
const seconds = (performance.now() - startedAt) / 1000;
stdout.write(`${JSON.stringify({ records, points, seconds, sizeBytes: bytes.length })}\n`);
