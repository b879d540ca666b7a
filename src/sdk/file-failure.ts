/** Says why an event file cannot be written, in words that lead to a remedy. */
import { ExplainedError } from "../model/index.ts";

const ADVICE: Readonly<Record<string, { readonly happened: string; readonly fix: string }>> = {
  EACCES: { happened: "permission was denied", fix: "Choose a log directory that you may write to." },
  EPERM: { happened: "permission was denied", fix: "Choose a log directory that you may write to." },
  EROFS: { happened: "the file system is read-only", fix: "Choose a log directory on a writable disk." },
  ENOSPC: { happened: "the disk is full", fix: "Free some space, or log to another disk." },
  EDQUOT: { happened: "your disk quota is used up", fix: "Free some space, or log to another disk." },
  ENOTDIR: {
    happened: "part of the path is a file",
    fix: "Choose another log directory, or move that file.",
  },
  EEXIST: { happened: "a file has that name", fix: "Choose another log directory, or move that file." },
};

/** What a failed write means to the person training, and what to do; `SDK_EVENT_FILE`. */
export function explainedFileFailure(error: unknown, path: string): ExplainedError {
  const code = systemCodeOf(error);
  const advice = ADVICE[code] ?? {
    happened: `the system reported ${code === "" ? String(error) : code}`,
    fix: "Check that the path exists and that its disk works, then start again.",
  };
  return new ExplainedError({
    code: "SDK_EVENT_FILE",
    what: `The event file could not be written: ${advice.happened}.`,
    why: "Nothing logged from here on would be kept, so the log stops instead of losing it quietly.",
    fix: advice.fix,
    where: path,
    cause: error,
  });
}

/** Such as `ENOSPC`; "" for what the system did not raise. */
export function systemCodeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
