/** Our program as a user starts it, with a cache of its own. */

import { performance } from "node:perf_hooks";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { askJson, until } from "./http.mjs";
import { startProgram } from "./processes.mjs";

const PROGRAM = fileURLToPath(new URL("../../dist/program/main.js", import.meta.url));

const BARE_SERVER = fileURLToPath(new URL("./bare-server.mjs", import.meta.url));

/** Resolves when it listens: `url` ends in a slash. */
export function startNashboard(logDirectory, { store = "lmdb", cacheDirectory }) {
  const parameters = [PROGRAM, "ui", logDirectory, "--port", "0", "--store", store];
  return listening(startProgram(execPath, parameters, { environment: { XDG_CACHE_HOME: cacheDirectory } }));
}

/** A server that says at once that it holds so many values: what of a start is Node's own. */
export function startBareServer(values) {
  return listening(startProgram(execPath, [BARE_SERVER, String(values)]));
}

async function listening(program) {
  const said = await program.line(/^http:\S+$/);
  return { ...program, url: said.text.trim(), listeningMilliseconds: said.milliseconds };
}

/** Milliseconds from the program's start until the board says that it holds so many values. */
export async function millisecondsUntilStored(board, values) {
  await until(`${values} values in Nashboard`, async () => {
    const answer = await askJson(`${board.url}api/runs`);
    const points = answer?.runs.reduce((sum, run) => sum + run.pointCount, 0);
    return points === values ? points : null;
  });
  return performance.now() - board.startedAt;
}

/** Milliseconds from the program's start until one series arrives with any of its points, and with all of them. */
export async function millisecondsUntilDrawn(board, { run, tag, points, buckets }) {
  const query = new URLSearchParams({ run, tag, buckets, format: "json" });
  const untilItHas = async (least) => {
    await until(`${least} points of the chart of ${run}`, async () => {
      const answer = await askJson(`${board.url}api/series?${query}`);
      return answer?.[0]?.totalPointCount >= least ? true : null;
    });
    return performance.now() - board.startedAt;
  };
  return { first: await untilItHas(1), drawn: await untilItHas(points) };
}
