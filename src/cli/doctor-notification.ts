/** Looks whether the system tells of changes to a log directory, or whether it has to be polled. */
import { readFileSync, watch } from "node:fs";
import { statfs } from "node:fs/promises";
import { type Check, ok, warn } from "./doctor-check.ts";

/** Type numbers of file systems that do not tell of what other machines write, from Linux's statfs(2). */
const REMOTE_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB2"],
  [0x65735546, "FUSE"],
  [0x01021997, "9P"],
  [0x00c36400, "Ceph"],
  [0x0bd00bd0, "Lustre"],
  [0x47504653, "GPFS"],
]);

export async function checkNotification(directory: string): Promise<Check> {
  const facts = await statfs(directory).catch(() => null);
  // As unsigned, whichever way the system gives it.
  const remote = facts === null ? undefined : REMOTE_FILE_SYSTEMS.get(facts.type >>> 0);
  if (remote !== undefined) {
    return warn(
      "notification",
      `${remote} does not tell of what other machines write: the logs are polled.`,
      {
        fix: "Nothing is lost; --reload-interval says how often to look. Run Nashboard where training runs to hear at once.",
        places: [directory],
      },
    );
  }
  const code = watchError(directory);
  if (code === null) return ok("notification", `The system tells of changes${limits()}: ${directory}`);
  return warn(
    "notification",
    `The system does not tell of changes (${code})${limits()}: the logs are polled.`,
    {
      fix: "Raise the limit: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512.",
      places: [directory],
    },
  );
}

/** null where it can be watched. */
function watchError(directory: string): string | null {
  try {
    watch(directory, { persistent: false }).close();
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

/** Of a user, on Linux; nothing elsewhere. */
function limits(): string {
  try {
    const read = (name: string) => readFileSync(`/proc/sys/fs/inotify/${name}`, "utf8").trim();
    return ` (limits: ${read("max_user_watches")} directories, ${read("max_user_instances")} watchers)`;
  } catch {
    return "";
  }
}
