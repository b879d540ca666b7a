/** Asks a server and counts the bytes as they come over the wire, which `fetch` hides by inflating them. */
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

const agent = new Agent({ keepAlive: true });
const SHORTEST_PAUSE_MILLISECONDS = 20;
const PATIENCE_MILLISECONDS = 150_000;

/** Resolves to `{status, headers, bytes, milliseconds}`; `bytes` are not inflated. */
export function ask(url, { method = "GET", headers = {}, body } = {}) {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status, headers: answered } = response;
        const milliseconds = performance.now() - startedAt;
        resolve({ status, headers: answered, bytes: Buffer.concat(parts), milliseconds });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** null while the server is not up or the answer is not JSON of a success. */
export async function askJson(url, options) {
  try {
    const { status, bytes } = await ask(url, options);
    return status === 200 ? JSON.parse(bytes.toString("utf8")) : null;
  } catch (error) {
    if (error.code === "ECONNREFUSED" || error.code === "ECONNRESET") return null;
    throw error;
  }
}

/** Asks again until `look` returns something other than null, at most half of the time asking. */
export async function until(what, look) {
  const startedAt = performance.now();
  while (performance.now() - startedAt < PATIENCE_MILLISECONDS) {
    const askedAt = performance.now();
    const seen = await look();
    if (seen !== null) return seen;
    await pause(Math.max(SHORTEST_PAUSE_MILLISECONDS, performance.now() - askedAt));
  }
  throw new Error(`Waited ${PATIENCE_MILLISECONDS / 1000} s in vain for ${what}.`);
}
