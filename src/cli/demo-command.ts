/** `nashboard demo`: trains the MNIST GAN beside the board, and says in one line how it goes. */
import { mkdirSync } from "node:fs";
import { basename } from "node:path";
import {
  DEMO_FLAGS,
  type Demo,
  type DemoFlags,
  type DemoStatus,
  faultsInWords,
  parseDemoOptions,
  startDemo,
} from "../demo/index.ts";
import { ExplainedError } from "../model/index.ts";
import type { Typed } from "./arguments.ts";
import { boardSettings, type OpenBoard, openBoard } from "./open-board.ts";
import type { Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";
import { DEMO_FLAGS as TYPED_FLAGS, usageError } from "./usage.ts";

/** Given as the fault, it asks which there are. */
const LIST_OF_FAULTS = "help";

export async function demoCommand({ positionals, flags }: Typed, terminal: Terminal): Promise<void> {
  if (positionals.length > 0) {
    throw usageError(
      `The demo takes no “${positionals[0]}”.`,
      `Its flags: ${Object.keys(TYPED_FLAGS).join(", ")}.`,
    );
  }
  if (flags.fault === LIST_OF_FAULTS) {
    terminal.print(faultsInWords());
    return;
  }
  const { recipe, logDirectory } = parseDemoOptions(recipeFlags(flags));
  makeDirectory(logDirectory);
  const stopped = untilStopped();
  const settings = boardSettings(flags, [logDirectory]);
  const board = flags["no-board"] === true ? null : await openBoard(settings, terminal);
  try {
    // The address comes first: scripts read the first line.
    let isAnnounced = false;
    const demo = startDemo({
      recipe,
      logDirectory,
      onStatus: (status) => {
        if (isAnnounced) terminal.status(statusLine(status));
      },
      onNotice: (notice) => terminal.say(notice),
    });
    if (board !== null) await Promise.race([runAppears(board, demo), demo.finished, stopped]);
    announce({ demo, board, isJson: flags.json === true }, terminal);
    isAnnounced = true;
    await trainAndShow(demo, board, { stopped, terminal });
  } finally {
    await board?.close();
  }
}

/** Until the training ends when there is no board, otherwise until someone stops it. */
async function trainAndShow(
  demo: Demo,
  board: OpenBoard | null,
  { stopped, terminal }: { readonly stopped: Promise<void>; readonly terminal: Terminal },
): Promise<void> {
  const first = await Promise.race([demo.finished, stopped.then(() => "stopped" as const)]);
  const outcome = first === "stopped" ? await demo.stop() : first;
  const how = outcome.wasStopped ? "Stopped" : "Trained";
  terminal.say(`${how} after ${count(outcome.stepsDone)} steps; everything is in ${demo.runDirectory}.`);
  if (first === "stopped" || board === null) return;
  terminal.say("The board stays open; Ctrl-C ends it.");
  await stopped;
}

/** Resolves when the board knows the run, so that its address leads somewhere from the first moment. */
function runAppears({ store }: OpenBoard, demo: Demo): Promise<void> {
  const name = basename(demo.runDirectory);
  return new Promise((resolve) => {
    const stop = store.subscribe(({ run }) => {
      if (run !== name) return;
      stop();
      resolve();
    });
  });
}

function announce(
  {
    demo,
    board,
    isJson,
  }: { readonly demo: Demo; readonly board: OpenBoard | null; readonly isJson: boolean },
  terminal: Terminal,
): void {
  const url = board === null ? null : addressOfRun(board.url, basename(demo.runDirectory));
  if (isJson) terminal.print(JSON.stringify({ schema: 1, url, runDirectory: demo.runDirectory }));
  else if (url !== null) terminal.print(url);
  terminal.say(`Training into ${demo.runDirectory}. Ctrl-C stops it; nothing that was logged is lost.`);
}

function addressOfRun(boardUrl: string, run: string): string {
  const url = new URL(boardUrl);
  url.searchParams.set("run", run);
  return url.href;
}

function recipeFlags(flags: Typed["flags"]): DemoFlags {
  return Object.fromEntries(
    DEMO_FLAGS.flatMap((name) => (typeof flags[name] === "string" ? [[name, flags[name]]] : [])),
  );
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw new ExplainedError({
      code: "LOGDIR_NOT_MADE",
      what: `The log directory could not be made: ${cause instanceof Error ? cause.message : String(cause)}.`,
      why: "The demo writes its event file there, and the board reads it from there.",
      fix: "Choose a place you may write to with --logdir DIR.",
      where: path,
      cause,
    });
  }
}

function statusLine({ step, totalSteps, stepsPerSecond, losses, accuracy }: DemoStatus): string {
  const speed = stepsPerSecond === 0 ? "…" : `${stepsPerSecond.toPrecision(3)} steps/s`;
  return [
    `step ${count(step)} of ${count(totalSteps)}`,
    speed,
    `loss G ${losses.generator.toFixed(3)} D ${losses.discriminator.toFixed(3)}`,
    ...(accuracy === null
      ? []
      : [`D right on real ${percent(accuracy.real)} fake ${percent(accuracy.fake)}`]),
  ].join(" · ");
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
