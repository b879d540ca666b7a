/** What is worth knowing of how a run was logged, in sentences: restarts, repeated steps, folded sub-runs. */
import type { FileSummary } from "../../api/index.ts";
import type { StepHabits } from "../time/step-habits.ts";
import { plural, whole } from "./numbers.ts";

export interface LogNote {
  readonly title: string;
  readonly text: string;
}

/** More than these are a list that nobody reads. */
const MOST_NAMED = 8;

export function logNotes(files: readonly Pick<FileSummary, "path">[], habits: StepHabits | null): LogNote[] {
  const notes: LogNote[] = [];
  const restarts = habits?.restartSteps ?? [];
  if (restarts.length > 0) {
    notes.push({
      title:
        restarts.length === 1
          ? `Restarted at step ${whole(restarts[0] ?? 0)}`
          : `Restarted ${whole(restarts.length)} times`,
      text: `${restarts.length === 1 ? "" : `At steps ${listed(restarts.map((step) => whole(step)))}. `}What was logged before is kept and drawn faint where it was written again.`,
    });
  }
  const repeated = habits?.repeatedPoints ?? 0;
  if (repeated > 0) {
    notes.push({
      title: `${habits?.isExact === true ? "" : "At least "}${plural(repeated, "point")} at a step logged before`,
      text: "All are kept, in the order in which they came. By index they stand side by side.",
    });
  }
  const folders = subFolders(files.map(({ path }) => path));
  if (folders.length > 0) {
    notes.push({
      title: `${plural(folders.length, "sub-run")} shown as part of this run`,
      text: `Their event files lie in ${listed(folders)}.`,
    });
  }
  return notes;
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${whole(rest)} more` : names.join(", ");
}

/** Folders of files that lie deeper than the folder all files share, as seen from there. */
function subFolders(paths: readonly string[]): readonly string[] {
  const folders = [...new Set(paths.map((path) => path.split(/[/\\]/).slice(0, -1).join("/")))].sort();
  const [first = ""] = folders;
  const isShared = (part: string) => folders.every((folder) => `${folder}/`.startsWith(`${part}/`));
  let base = first;
  while (base !== "" && !isShared(base)) base = base.slice(0, Math.max(0, base.lastIndexOf("/")));
  return folders.filter((folder) => folder !== base).map((folder) => folder.slice(base.length + 1));
}
