/** Finds the browser that the browser tests drive, or installs Debian's where that is allowed. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { runOrExit, say } from "./setup.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of a Chromium: `$NASHBOARD_CHROMIUM`, or the first known name on the PATH; null if there is none. */
export function findChromium() {
  const chosen = process.env.NASHBOARD_CHROMIUM;
  if (chosen !== undefined && chosen !== "") return chosen;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable) ?? null;
}

/** Ends the process with instructions when there is no browser and none may be installed. */
export function ensureChromium() {
  const found = findChromium();
  if (found !== null) return found;
  if (process.getuid?.() === 0 && isInstalled("apt-get")) {
    say("Installing Debian's Chromium for the browser tests (no browser found on the PATH).");
    runOrExit("apt-get", ["update", "-qq"]);
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    runOrExit(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
      {
        env: environment,
      },
    );
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  say(
    "No Chromium found, so the browser tests can't run and the suite can't pass. " +
      "Install one (Debian, Ubuntu: sudo apt-get install chromium) or set NASHBOARD_CHROMIUM to its path, " +
      "then run npm test again. The other tests alone: npm run unit.",
  );
  process.exit(1);
}

function isInstalled(command) {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
