/** What people may type: commands and flags. */
import { ExplainedError } from "../model/index.ts";
import { CHECK_FORM_FLAGS } from "./check/check-flags.ts";

export interface Flag {
  readonly type: "string" | "boolean";
  /** Placeholder of the value in the help. */
  readonly value?: string;
  readonly help: string;
  /** TensorBoard's spelling of the same. */
  readonly alias?: string;
  /** May be given several times. */
  readonly multiple?: boolean;
}
export type Flags = Readonly<Record<string, Flag>>;

export const BOARD_FLAGS = {
  port: {
    type: "string",
    value: "N",
    help: "port to listen on; 0 takes any free one (default 6886, or the next free)",
  },
  host: {
    type: "string",
    value: "NAME",
    help: "address to listen on (default 127.0.0.1); beyond loopback a token is made",
  },
  "bind-all": { type: "boolean", help: "the same as --host 0.0.0.0", alias: "bind_all" },
  "allow-host": {
    type: "string",
    value: "NAME",
    help: "also answer to this host name, for a proxy in front",
  },
  "path-prefix": {
    type: "string",
    value: "PATH",
    help: "mount point behind a proxy, such as /nashboard",
    alias: "path_prefix",
  },
  intake: {
    type: "string",
    value: "DIR",
    help: "take events that trainers send by HTTP, write them below DIR, and watch it",
  },
  "window-title": { type: "string", value: "TEXT", help: "title of the browser tab", alias: "window_title" },
  "reload-interval": {
    type: "string",
    value: "SECONDS",
    help: "how often to look at files that no notification came for (default 0.25)",
    alias: "reload_interval",
  },
  store: { type: "string", value: "KIND", help: "lmdb (default: kept in the cache directory) or memory" },
  "memory-limit": {
    type: "string",
    value: "SIZE",
    help: "largest heap of the thread that reads event files, such as 512MB (default: as Node decides)",
  },
  json: { type: "boolean", help: "print machine-readable lines on stdout" },
} as const satisfies Flags;

const ENCODER_FLAGS = {
  encoder: {
    type: "string",
    value: "FILE.onnx",
    help: "also encode samples with this network, for Fréchet distance and the like",
  },
  "encoder-range": {
    type: "string",
    value: "LOW,HIGH",
    help: "numbers that it takes for black and white, such as =-1,1",
  },
  "encoder-output": { type: "string", value: "NAME", help: "its output with the features, of several" },
} as const satisfies Flags;

export const UI_FLAGS = {
  logdir: { type: "string", value: "DIR", help: "log directory, as TensorBoard spells it" },
  "samples-per-plugin": {
    type: "string",
    value: "SPEC",
    help: "accepted and ignored: every point is kept",
    alias: "samples_per_plugin",
  },
  ...ENCODER_FLAGS,
  ...BOARD_FLAGS,
} as const satisfies Flags;

export const DEMO_FLAGS = {
  model: { type: "string", value: "NAME", help: "mlp (default) or dcgan" },
  loss: { type: "string", value: "NAME", help: "bce (default), hinge, lsgan or wgan-gp" },
  fault: {
    type: "string",
    value: "NAME",
    help: "train with a known mistake, to see what it looks like; help lists them",
  },
  seed: { type: "string", value: "N", help: "seed of weights, noise and batches (default 1)" },
  steps: { type: "string", value: "N", help: "stop after N steps" },
  epochs: { type: "string", value: "N", help: "stop after N passes over the data (default 20)" },
  "batch-size": { type: "string", value: "N", help: "samples in a step (default 32)" },
  logdir: { type: "string", value: "DIR", help: "where the run's directory is made (default runs)" },
  "no-board": { type: "boolean", help: "train and log only; exit when done" },
  ...BOARD_FLAGS,
} as const satisfies Flags;

const NAME_FLAGS = {
  run: {
    type: "string",
    value: "PATTERN",
    help: "only runs of that name: a glob with * and ?, or /regex/; may be repeated",
    multiple: true,
  },
  tag: { type: "string", value: "PATTERN", help: "only tags of that name, likewise", multiple: true },
} as const satisfies Flags;

export const INSPECT_FLAGS = {
  ...NAME_FLAGS,
  json: { type: "boolean", help: "print JSON (schema 1)" },
} as const satisfies Flags;

export const CHECK_FLAGS = {
  run: NAME_FLAGS.run,
  ...ENCODER_FLAGS,
  ...CHECK_FORM_FLAGS,
} as const satisfies Flags;

export const EXPORT_FLAGS = {
  format: { type: "string", value: "FORMAT", help: "csv, json, parquet or tfevents; svg or png for figures" },
  output: {
    type: "string",
    value: "PATH",
    help: "file to write, for tfevents and figures a directory; csv and json go to stdout without it",
  },
  ...NAME_FLAGS,
  from: { type: "string", value: "STEP", help: "leave out smaller steps" },
  to: { type: "string", value: "STEP", help: "leave out larger steps" },
  figure: {
    type: "string",
    value: "NAME",
    help: "only figures whose name begins so, such as losses or samples; may be repeated",
    multiple: true,
  },
  at: { type: "string", value: "STEPS", help: "steps to show samples and outputs at, such as 0,500,5000" },
  scale: { type: "string", value: "N", help: "PNG pixels to a unit of the figure (default 2)" },
  derived: { type: "boolean", help: "csv, json and parquet: with the series that are derived from the log" },
  ...ENCODER_FLAGS,
  force: { type: "boolean", help: "replace what is at --output" },
} as const satisfies Flags;

export const PUSH_FLAGS = {
  json: { type: "boolean", help: "print JSON (schema 1)" },
} as const satisfies Flags;

export const DOCTOR_FLAGS = {
  port: { type: "string", value: "N", help: "port to try (default 6886)" },
  json: { type: "boolean", help: "print JSON (schema 1)" },
} as const satisfies Flags;

export interface CommandHelp {
  readonly usage: string;
  readonly summary: string;
  readonly flags: Flags;
  /** Command lines as typed. */
  readonly examples: readonly string[];
}

export const COMMANDS: Readonly<Record<string, CommandHelp>> = {
  ui: {
    usage: "nashboard [ui] [LOGDIR | NAME=LOGDIR | EVENT_FILE]…",
    summary: "open the board on log directories (default: ./runs, ./logs, ./lightning_logs)",
    flags: UI_FLAGS,
    examples: ["nashboard runs", "nashboard baseline=runs/a wider=runs/b --port 7000"],
  },
  demo: {
    usage: "nashboard demo",
    summary: "train a GAN on real MNIST and open the board on it",
    flags: DEMO_FLAGS,
    examples: ["nashboard demo --loss hinge", "nashboard demo --fault data-range --steps 2000"],
  },
  check: {
    usage: "nashboard check [LOGDIR | NAME=LOGDIR | EVENT_FILE]…",
    summary: "say what is wrong with each run, since when, and what to try",
    flags: CHECK_FLAGS,
    examples: [
      "nashboard check runs",
      "nashboard check runs --junit --fail-on failing > check.xml",
      "nashboard check runs --backtest --rules rules.yaml",
    ],
  },
  inspect: {
    usage: "nashboard inspect [LOGDIR | NAME=LOGDIR | EVENT_FILE]…",
    summary: "list files, records, losses, runs, tags and recognised roles",
    flags: INSPECT_FLAGS,
    examples: ["nashboard inspect runs", "nashboard inspect runs --tag '*loss*' --json"],
  },
  export: {
    usage: "nashboard export [LOGDIR | NAME=LOGDIR | EVENT_FILE]… --format FORMAT",
    summary:
      "every point as csv, json or parquet, a clean event-file log, or figures for papers as svg or png",
    flags: EXPORT_FLAGS,
    examples: [
      "nashboard export runs --format csv --tag '*loss*' > losses.csv",
      "nashboard export runs --format parquet --output points.parquet",
      "nashboard export runs --format tfevents --output clean --run '/seed-[12]/' --to 50000",
      "nashboard export runs/a --format png --output figures --figure samples --at 0,500,5000",
    ],
  },
  push: {
    usage: "nashboard push [LOGDIR | NAME=LOGDIR | EVENT_FILE]… BOARD",
    summary: "send event files to another board that was started with --intake",
    flags: PUSH_FLAGS,
    examples: ["nashboard push runs http://192.0.2.7:6886/?token=…"],
  },
  doctor: {
    usage: "nashboard doctor [LOGDIR]…",
    summary: "check this machine and these logs, and say how to mend what is wrong",
    flags: DOCTOR_FLAGS,
    examples: ["nashboard doctor", "nashboard doctor runs --json"],
  },
};

/** Any mistake in what was typed; the program ends with exit code 2. */
export function usageError(what: string, fix: string): ExplainedError {
  return new ExplainedError({
    code: "USAGE",
    what,
    why: "The command was not understood, so nothing was done.",
    fix,
  });
}
