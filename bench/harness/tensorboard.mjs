/** TensorBoard as a user starts it, and its data server alone. */
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { ask, askJson, until } from "./http.mjs";
import { startProgram } from "./processes.mjs";

const PROBE = `
import json, tensorboard.version, tensorboard_data_server, importlib.util
print(json.dumps({"version": tensorboard.version.VERSION, "dataServer": tensorboard_data_server.server_binary(),
                  "hasTensorFlow": importlib.util.find_spec("tensorflow") is not None}))`;
const FINISHED = /Finished load cycle \(([\d.]+)(µs|ms|s)\)/;
const SECONDS_PER = { µs: 1e-6, ms: 1e-3, s: 1 };

/** `{version, dataServer, hasTensorFlow, missing: null}`, or `missing` says why there is nothing to compare with. */
export function findTensorBoard(python) {
  const probe = spawnSync(python, ["-c", PROBE], { encoding: "utf8" });
  if (probe.error) {
    return { missing: `${python} could not be started (${probe.error.message}); give --python PATH.` };
  }
  if (probe.status !== 0) {
    return {
      missing: `${python} has no tensorboard with its data server; give --python PATH of one that has.`,
    };
  }
  return { python, missing: null, ...JSON.parse(probe.stdout) };
}

/** `samples` is the text of --samples_per_plugin; `loader` is "data-server" or "python". */
export async function startTensorBoard(
  { python },
  logDirectory,
  { samples = "", loader = "data-server" } = {},
) {
  const parameters = [
    "-m",
    "tensorboard.main",
    "--logdir",
    logDirectory,
    "--port",
    "0",
    "--reload_interval",
    "1",
  ];
  const fast = loader === "data-server";
  const choices = fast ? ["--load_fast=true", "--extra_data_server_flags=-v"] : ["--load_fast=false"];
  const sampling = samples === "" ? [] : ["--samples_per_plugin", samples];
  const program = startProgram(python, [...parameters, ...choices, ...sampling]);
  const said = await program.line(/^TensorBoard \S+ at (http:\S+)/);
  const url = said.match[1];
  return { ...program, url, loader, listeningMilliseconds: said.milliseconds };
}

/** Milliseconds from TensorBoard's start until it has loaded everything and its interface lists every run. */
export async function millisecondsUntilLoaded(board, { runs, lastRun, tag, lastStep }) {
  if (board.loader === "data-server") await board.line(FINISHED);
  await until(`${runs} runs in TensorBoard`, async () => {
    const answer = await askJson(`${board.url}data/plugin/scalars/tags`);
    return answer !== null && Object.keys(answer).length === runs ? true : null;
  });
  if (board.loader === "python") await untilLastStep(board, { run: lastRun, tag, lastStep });
  return performance.now() - board.startedAt;
}

/**
 * Milliseconds from the start until the newest run can be asked for with any of its points, and with its last one, and
 * until its chart's answer is there then.
 */
export async function millisecondsUntilChart(board, { run, tag, lastStep }) {
  const query = new URLSearchParams({ run, tag });
  await until(`points of ${run} in TensorBoard`, async () => {
    const points = await askJson(`${board.url}data/plugin/scalars/scalars?${query}`);
    return points?.length > 0 ? true : null;
  });
  const first = performance.now() - board.startedAt;
  await untilLastStep(board, { run, tag, lastStep });
  const served = performance.now() - board.startedAt;
  await askTimeSeries(board, tag);
  return { first, served, drawn: performance.now() - board.startedAt };
}

/** What its page asks for a scalar chart: always all runs. */
export function askTimeSeries(board, tag, { gzip = true } = {}) {
  const form = new URLSearchParams({ requests: JSON.stringify([{ plugin: "scalars", tag }]) });
  return ask(`${board.url}data/plugin/timeseries/timeSeries`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "accept-encoding": gzip ? "gzip" : "identity",
      "X-XSRF-Protected": "1",
    },
    body: form.toString(),
  });
}

/** The last step is in every sample, so it tells that the run was read to its end. */
export async function untilLastStep(board, { run, tag, lastStep }) {
  const query = new URLSearchParams({ run, tag });
  await until(`step ${lastStep} of ${run} in TensorBoard`, async () => {
    const points = await askJson(`${board.url}data/plugin/scalars/scalars?${query}`);
    return points?.at(-1)?.[1] === lastStep ? true : null;
  });
}

/** Loads once and stops: the data server's own figure for it, and the memory it then holds. */
export async function loadWithDataServer({ dataServer }, logDirectory, flags) {
  const program = startProgram(dataServer, [
    "--logdir",
    logDirectory,
    "--port",
    "0",
    "-v",
    "--reload",
    "once",
    ...flags,
  ]);
  const { match } = await program.line(FINISHED);
  const residentBytes = program.memory().resident;
  await program.stop();
  return { seconds: Number(match[1]) * SECONDS_PER[match[2]], residentBytes };
}
