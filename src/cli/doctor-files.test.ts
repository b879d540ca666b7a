/** What the doctor says of event files that are cut, damaged, empty or ahead of their time. */
import { expect, test } from "vitest";
import type { FileProgress, RunRecord } from "../store/index.ts";
import type { EventFile } from "../watch/index.ts";
import { checkFiles } from "./doctor-files.ts";

const NOW_MILLISECONDS = 1_700_000_000_000;
const QUIET_MILLISECONDS = NOW_MILLISECONDS - 180_000;

interface Told {
  readonly modifiedMilliseconds?: number;
  readonly lastWallTime?: number;
  readonly progress?: Partial<FileProgress>;
}

/** The statuses of all checks that are not ok, on runs with one file each. */
function complaintsAbout(...told: readonly Told[]): Record<string, string> {
  const files = told.map(({ modifiedMilliseconds = NOW_MILLISECONDS }, i): EventFile => {
    const place = { run: `run${i}`, path: `/logs/run${i}/e.tfevents.1` };
    return { ...place, sizeBytes: 100, modifiedMilliseconds };
  });
  const runs = told.map(({ lastWallTime = 1_699_999_000, progress }, i): RunRecord => {
    const path = files[i]?.path ?? "";
    return {
      run: `run${i}`,
      files: [wholeFile(path, progress)],
      derivations: [],
      firstWallTime: 0,
      lastWallTime,
      lastStep: 1n,
    };
  });
  const checks = checkFiles({ files, runs, nowMilliseconds: NOW_MILLISECONDS });
  return Object.fromEntries(
    checks.filter(({ status }) => status !== "ok").map(({ check, status }) => [check, status]),
  );
}

function wholeFile(path: string, changes: Partial<FileProgress> = {}): FileProgress {
  return {
    path,
    identity: "1:1",
    resumeOffset: 100,
    sizeBytes: 100,
    recordCount: 5,
    dataLosses: [],
    ended: { state: "at-record-boundary" },
    sessionStarts: [],
    fileVersion: "brain.Event:2",
    writer: "",
    ...changes,
  };
}

const CUT = { ended: { state: "inside-record", pendingBytes: 3, neededBytes: 12 } } as const;
const OPENED = { recordCount: 1 } as const;

test.each<[string, readonly Told[], Record<string, string>]>([
  ["nothing of whole files", [{}, { modifiedMilliseconds: QUIET_MILLISECONDS }], {}],
  ["that there are none", [], { files: "warn" }],
  [
    "what is lost",
    [{ progress: { dataLosses: [{ offset: 3, bytes: 40, reason: "checksum" }] } }],
    { damage: "warn" },
  ],
  ["nothing of a live file that ends within a record", [{ progress: CUT }], {}],
  [
    "that a quiet file ends within a record",
    [{ progress: CUT, modifiedMilliseconds: QUIET_MILLISECONDS }],
    { endings: "warn" },
  ],
  [
    "that a run keeps its values back while another is live",
    [{ progress: OPENED, modifiedMilliseconds: QUIET_MILLISECONDS }, {}],
    { flushing: "warn" },
  ],
  [
    "nothing of an empty run when no other is live either",
    [{ progress: OPENED, modifiedMilliseconds: QUIET_MILLISECONDS }],
    {},
  ],
  ["that values come from the future", [{ lastWallTime: 1_700_000_100 }], { clock: "warn" }],
  ["nothing of clocks that differ by seconds", [{ lastWallTime: 1_700_000_030 }], {}],
])("the doctor says %s", (_, told, complaints) => {
  expect(complaintsAbout(...told)).toEqual(complaints);
});
