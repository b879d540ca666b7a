/** A process to be killed: reads a log directory into a cache as a board does, and says on stdout when it has. */
import { startIngest } from "../ingest.ts";

const [directory, logDirectory] = process.argv.slice(2);
if (directory === undefined || logDirectory === undefined) throw new Error("Give cache and log directory.");
const ingest = await startIngest({
  directory,
  logDirectories: [logDirectory],
  notice: (line) => console.error(line),
});
await ingest.firstPass;
process.stdout.write("read\n");
// Lives until it is killed.
setInterval(() => undefined, 1_000_000);
