/** Live runs: logs that exist, and a writer that appends one record at a time. */
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { generateLogs, runName, tagNames } from "../logs/generate.mjs";
import { RecordTarget, scalarTemplate } from "../logs/record-template.mjs";

const RECORD_BYTES = 4096;

/** `append(run)` adds the next step of every tag to one run, as one write, and returns what it wrote when. */
export function openLiveLogs(directory, { runs, tags, points }) {
  const logs = generateLogs(directory, { runs, tags, points });
  const templates = tagNames(tags).map((tag) => scalarTemplate(tag, "simple-value", false));
  const target = new RecordTarget(RECORD_BYTES);
  const nextSteps = new Array(runs).fill(points);
  const files = Array.from({ length: runs }, (_, run) => {
    const folder = join(directory, runName(run));
    return join(folder, readdirSync(folder)[0]);
  });
  return {
    logs,
    append(run) {
      const step = nextSteps[run]++;
      target.size = 0;
      for (const template of templates) template.write(target, Date.now() / 1000, step, 1 + Math.sin(step));
      const appendedAt = epochMilliseconds();
      appendFileSync(files[run], target.bytes.subarray(0, target.size));
      return { run: runName(run), step, appendedAt };
    },
  };
}

/** A clock that browser and Node share, finer than a millisecond. */
export function epochMilliseconds() {
  return performance.timeOrigin + performance.now();
}
