/** What the system calls an error ("ENOENT"), or what it says of itself where it has no such code. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** What it means for an event file, in words: the system names the call that it refused, and a store does not. */
export function failureOfFile(error: unknown): string {
  const isOfTheSystem = error instanceof Error && "syscall" in error;
  const what = isOfTheSystem ? "An event file cannot be read" : "What an event file holds cannot be kept";
  return `${what} (${errorCodeOf(error)}); it is tried again`;
}
