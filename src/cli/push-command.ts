/** `nashboard push`: sends the event files of a log directory to another board, each from where that board's copy ends. */
import { basename } from "node:path";
import type { EventFile } from "../watch/index.ts";
import { eventFilesUnder } from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { chosenLogDirectories } from "./log-directories.ts";
import { type IntakeFile, intakeAt, type Pushed } from "./push-file.ts";
import type { Terminal } from "./terminal.ts";
import { usageError } from "./usage.ts";

const EXIT_REFUSED = 1;

export async function pushCommand({ positionals, flags }: Typed, terminal: Terminal): Promise<void> {
  const address = positionals.at(-1) ?? "";
  if (!/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : "")) {
    throw usageError(
      `“${address}” is no address of a board.`,
      "Name log directories and then the board: nashboard push runs http://HOST:6886/?token=…",
    );
  }
  const files = await eventFilesUnder(chosenLogDirectories(positionals.slice(0, -1)), (line) =>
    terminal.say(line),
  );
  const intake = intakeAt(new URL(address));
  const answers: (IntakeFile & Pushed)[] = [];
  for (const file of files) {
    const place = placeOf(file);
    const pushed = await intake.push(file.path, place);
    answers.push({ ...place, ...pushed });
    if (flags.json !== true) terminal.say(sentence(place, pushed));
  }
  if (flags.json === true) terminal.print(JSON.stringify({ schema: 1, files: answers }));
  if (answers.some(({ outcome }) => outcome === "differs")) process.exitCode = EXIT_REFUSED;
}

/** A directory given by itself is one run, which needs a name there. */
function placeOf({ run, path }: EventFile): IntakeFile {
  return { run: run === "." ? "run" : run, file: basename(path) };
}

function sentence({ run, file }: IntakeFile, { outcome, sentBytes, size }: Pushed): string {
  switch (outcome) {
    case "sent":
      return `${run}/${file}: ${sentBytes.toLocaleString("en")} bytes sent, ${size.toLocaleString("en")} are there.`;
    case "differs":
      return `${run}/${file}: left as it is; the board's copy has ${size.toLocaleString("en")} bytes, more than are here.`;
  }
}
