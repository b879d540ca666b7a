/** Brings a checkout to where it can run: dependencies from the lock file, then whatever build output is stale. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMPS = join(ROOT, "dist", ".stamps");

/** Says one line on stderr: stdout belongs to the command that runs afterwards. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs a command with its output on stderr; ends the process with its status when it fails. */
export function runOrExit(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", 2, 2], ...options });
  if (result.error) {
    say(`Could not start ${command}: ${result.error.message}. Install it and try again.`);
    process.exit(1);
  }
  if (result.status !== 0) {
    say(
      `${command} ${args.join(" ")} failed (exit ${result.status ?? result.signal}); its output above says why.`,
    );
    process.exit(result.status ?? 1);
  }
}

/** Installs from package-lock.json when node_modules is missing or older than it. */
export function ensureDependencies() {
  const installed = join(ROOT, "node_modules", ".package-lock.json");
  const reason = !existsSync(installed)
    ? "node_modules is missing"
    : modified(installed) < modified(join(ROOT, "package-lock.json"))
      ? "package-lock.json is newer than node_modules"
      : null;
  if (reason === null) return;
  say(`Installing dependencies: ${reason}. This takes a minute.`);
  // Not `npm ci`: it refuses a lock file written where a registry lacks the optional binaries of other platforms.
  // This takes every version from the lock file too, and leaves that file as it is.
  runOrExit("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]);
}

/** Builds each part whose inputs are newer than its last build. */
export async function ensureBuild() {
  for (const part of await buildParts()) {
    const reason = staleness(part);
    if (reason === null) continue;
    say(`Building ${part.name}: ${reason}.`);
    const started = Date.now();
    await part.build();
    mkdirSync(STAMPS, { recursive: true });
    writeFileSync(stampOf(part), new Date(started).toISOString());
  }
}

/** The parts of the build, in order. Each names its inputs: files, or directories taken whole. */
async function buildParts() {
  const [program, kernels, tensorflow, mnist, drawing] = await Promise.all([
    import("./build-program.mjs"),
    import("./build-kernels.mjs"),
    import("./build-tensorflow.mjs"),
    import("./build-mnist.mjs"),
    import("./build-drawing.mjs"),
  ]);
  const bin = (name) => join(ROOT, "node_modules", ".bin", name);
  const lock = join(ROOT, "package-lock.json");
  return [
    {
      name: "the library (TypeScript → dist/)",
      key: "node",
      inputs: [...sourceRooms((room) => room !== "web"), ...tsconfigs()],
      output: join(ROOT, "dist", "cli", "main.js"),
      build: () => runOrExit(bin("tsc"), ["-b", "tsconfig.node.json"]),
    },
    {
      name: "the program (dist/program/)",
      key: "program",
      ...program,
      inputs: [...program.inputs, ...sourceRooms((room) => room !== "web")],
      build: program.buildProgram,
    },
    {
      name: "the page (dist/web/)",
      key: "web",
      inputs: [
        ...sourceRooms((room) => ["web", "model", "plots", "api"].includes(room)),
        join(ROOT, "vite.config.ts"),
        lock,
      ],
      output: join(ROOT, "dist", "web", "index.html"),
      build: () => runOrExit(bin("vite"), ["build", "--logLevel", "warn"]),
    },
    { name: "the demo's SIMD kernels", key: "kernels", ...kernels, build: kernels.buildKernels },
    {
      name: "the demo's bundle of TensorFlow.js",
      key: "tensorflow",
      ...tensorflow,
      build: tensorflow.buildTensorFlow,
    },
    { name: "the demo's MNIST digits", key: "mnist", ...mnist, build: mnist.buildMnist },
    { name: "what figures are drawn with", key: "drawing", ...drawing, build: drawing.buildDrawing },
  ];
}

function staleness(part) {
  if (!existsSync(part.output)) return `${relative(ROOT, part.output)} is missing`;
  const stamp = stampOf(part);
  if (!existsSync(stamp)) return "it was never built here to the end";
  const builtAt = modified(stamp);
  const newer = part.inputs.map(newestIn).find((input) => input.time > builtAt);
  return newer === undefined ? null : `${relative(ROOT, newer.path)} changed`;
}

function stampOf(part) {
  return join(STAMPS, part.key);
}

function sourceRooms(wanted) {
  const source = join(ROOT, "src");
  return readdirSync(source)
    .filter(wanted)
    .map((room) => join(source, room));
}

function tsconfigs() {
  return ["base", "pure", "node"].map((name) => join(ROOT, `tsconfig.${name}.json`));
}

/** The most recently changed file at or below `path`; tests do not count. */
function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return { path, time: stats.mtimeMs };
  let newest = { path, time: 0 };
  for (const name of readdirSync(path)) {
    if (name.includes(".test.")) continue;
    const below = newestIn(join(path, name));
    if (below.time > newest.time) newest = below;
  }
  return newest;
}

function modified(path) {
  return statSync(path).mtimeMs;
}
