/** `npm test`: sets up what is missing (a browser included), runs every test, ends with `N passed, N failed`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild, ensureDependencies, ROOT, say } from "./setup.mjs";

ensureDependencies();
await ensureBuild();
const { ensureChromium } = await import("./chromium.mjs");
const chromium = ensureChromium();
say(`Running the tests; the browser tests drive ${chromium}.`);

const folder = mkdtempSync(join(tmpdir(), "nashboard-test-"));
const report = join(folder, "report.json");
const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
const run = spawnSync(process.execPath, [vitest, ...args, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, NASHBOARD_CHROMIUM: chromium },
});
console.log(closingLine(report));
rmSync(folder, { recursive: true, force: true });
process.exit(run.status ?? 1);

function closingLine(path) {
  let counts;
  try {
    counts = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return "0 passed, 1 failed";
  }
  const brokenFiles = counts.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const skipped = counts.numPendingTests + counts.numTodoTests;
  const tail = skipped === 0 ? "" : `, ${skipped} skipped`;
  return `${counts.numPassedTests} passed, ${counts.numFailedTests + brokenFiles.length} failed${tail}`;
}
