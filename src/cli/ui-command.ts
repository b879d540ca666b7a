/** `nashboard [ui] LOGDIR…`: the board on whatever log directories there are. */
import { knownLossesOf } from "../store/index.ts";
import type { Typed } from "./arguments.ts";
import { chosenLogDirectories } from "./log-directories.ts";
import { boardSettings, openBoard } from "./open-board.ts";
import type { Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";

export async function uiCommand({ positionals, flags }: Typed, terminal: Terminal): Promise<void> {
  const given = typeof flags.logdir === "string" ? [...flags.logdir.split(","), ...positionals] : positionals;
  const isIntakeAlone = given.length === 0 && flags.intake !== undefined;
  const logDirectories = isIntakeAlone ? [] : chosenLogDirectories(given);
  if (flags["samples-per-plugin"] !== undefined) {
    terminal.say("--samples_per_plugin has no effect here: every point and every image is kept.");
  }
  const stopped = untilStopped();
  const settings = boardSettings(flags, logDirectories);
  const board = await openBoard(settings, terminal);
  terminal.print(flags.json === true ? JSON.stringify({ schema: 1, url: board.url }) : board.url);
  void board.firstPass.then(async () => {
    const runs = await board.store.runs();
    for (const file of runs.flatMap(({ files }) => files)) {
      const losses = knownLossesOf(file);
      if (losses.length === 0) continue;
      const bytes = losses.reduce((sum, loss) => sum + loss.bytes, 0).toLocaleString("en");
      terminal.say(
        `${bytes} bytes of an event file can't be read (first: ${losses[0]?.reason}): ${file.path}`,
      );
    }
    if (runs.length > 0) return;
    terminal.say(
      `No event files under ${settings.logDirectories.join(", ")} yet, so there is nothing to show. ` +
        "Watching: runs appear as soon as a SummaryWriter, tf.summary or nashboard/sdk writes one.",
    );
  });
  await stopped;
  await board.close();
}
