/** `npm run bench -- NAME`: runs bench/NAME/run.mjs on the built program; `… list` names them, `… tables` renews docs/benchmarks.md. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { argv, execPath, exit, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { writeTables } from "./harness/tables.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(HERE).filter((name) => existsSync(`${HERE}${name}/run.mjs`));
const [name, ...flags] = argv.slice(2);

if (name === "list") {
  stdout.write(`${names.join("\n")}\n`);
} else if (name === "tables") {
  writeTables();
} else if (names.includes(name)) {
  const build = spawnSync("npm", ["run", "--silent", "build"], { cwd: `${HERE}..`, stdio: ["ignore", 2, 2] });
  if (build.status !== 0) exit(build.status ?? 1);
  exit(spawnSync(execPath, [`${HERE}${name}/run.mjs`, ...flags], { stdio: "inherit" }).status ?? 1);
} else {
  const said = name === undefined ? "No benchmark was named." : `There is no benchmark “${name}”.`;
  stderr.write(
    `${said} npm run bench -- NAME [--python PATH] [--quick], with NAME one of: ${names.join(", ")}.\n`,
  );
  exit(2);
}
