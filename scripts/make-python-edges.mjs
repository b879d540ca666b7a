/** Writes the SDK's histogram edges for the Python client, bit for bit: the C library's sinh may round differently. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { GRADIENT_EDGES, LOGIT_EDGES } from "../dist/sdk/index.js";

const target = fileURLToPath(new URL("../python/nashboard/histogram_edges.bin", import.meta.url));
writeFileSync(target, new Uint8Array(Float64Array.of(...LOGIT_EDGES, ...GRADIENT_EDGES).buffer));
