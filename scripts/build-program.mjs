/** Bundles the command and the thread that reads event files into dist/program/: a few files load faster than hundreds. */
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOT, "src");
const PROGRAM = join(ROOT, "dist", "program");

/** Files whose newer contents make the output stale, besides the rooms; the lock file stands for all of node_modules. */
export const inputs = [fileURLToPath(import.meta.url), join(ROOT, "package-lock.json")];
export const output = join(PROGRAM, "main.js");

const ENTRIES = {
  "catch-up-worker": join(SOURCE, "watch", "catch-up-worker.ts"),
  main: join(SOURCE, "cli", "main.ts"),
  "derive-worker": join(SOURCE, "watch", "derive", "derive-worker.ts"),
  "ingest-worker": join(SOURCE, "watch", "ingest-worker.ts"),
  "projection-worker": join(SOURCE, "watch", "projection-worker.ts"),
};

export async function buildProgram() {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({
    input: ENTRIES,
    platform: "node",
    plugins: [databaseOnDemand(), demoThreadInItsFolder(), licencesOfOthers()],
    onwarn: sayWarning,
  });
  // Names and lines stay, for stack traces.
  const { output: written } = await bundle.write({
    dir: PROGRAM,
    format: "esm",
    minify: false,
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  await removeOthers(new Set(written.map(({ fileName }) => fileName)));
}

/** What earlier builds left: names have a hash of the content. */
async function removeOthers(names) {
  const others = (await readdir(PROGRAM)).filter((name) => !names.has(name));
  await Promise.all(others.map((name) => rm(join(PROGRAM, name), { recursive: true })));
}

/**
 * LMDB has a native part, which must stay beside its package. Its CommonJS build is one file, and loads in half
 * the time of the ES modules; a command that opens no database loads neither.
 */
function databaseOnDemand() {
  const id = "\0lmdb";
  return {
    name: "database-on-demand",
    resolveId: (name) => (name === "lmdb" ? id : null),
    load: (name) =>
      name === id
        ? `import { createRequire } from "node:module";
           const require = createRequire(import.meta.url);
           export const open = (...given) => require("lmdb").open(...given);`
        : null,
  };
}

/** The demo's thread is not bundled: it loads what lies beside it. Who starts it looks beside the program. */
function demoThreadInItsFolder() {
  const fileName = "train-worker.js";
  const source = `import "../demo/${fileName}";\n`;
  return {
    name: "demo-thread-in-its-folder",
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/** Whoever passes on the packages in the bundle passes on their licences. */
function licencesOfOthers() {
  return {
    name: "licences-of-others",
    async generateBundle(_, written) {
      const modules = Object.values(written).flatMap((file) => file.moduleIds ?? []);
      const packages = new Set(modules.map(packageOf).filter((name) => name !== undefined));
      const texts = await Promise.all([...packages].sort().map(licenceOf));
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join("\n\n") });
    },
  };
}

function packageOf(path) {
  return /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1];
}

/** A package without a licence file says in its manifest which it is under, and where its source is. */
async function licenceOf(name) {
  const folder = join(ROOT, "node_modules", name);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return `${name}\n\n${await readFile(join(folder, file), "utf8")}`;
  const { license, repository } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (license === undefined) throw new Error(`${name} is in the bundle and has no licence to go with it.`);
  return `${name}\n\n${license}; source: ${repository?.url ?? repository}`;
}

function sayWarning(warning) {
  process.stderr.write(`${warning.code}: ${warning.message}\n`);
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await buildProgram();
