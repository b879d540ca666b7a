/** The help that is made from what people may type. */
import { BOARD_FLAGS, COMMANDS, type CommandHelp, type Flag } from "./usage.ts";

/** Of one command, or of the program. */
export function helpText(command?: string): string {
  const help = command === undefined ? undefined : COMMANDS[command];
  return (help === undefined ? helpOfProgram() : helpOfCommand(help)).join("\n");
}

function helpOfProgram(): string[] {
  const commands = Object.values(COMMANDS).flatMap(({ usage, summary }) => [usage, `    ${summary}`]);
  return [
    "See whether your adversarial training is working.",
    "",
    ...commands,
    "",
    "Flags of the board:",
    ...Object.entries(BOARD_FLAGS).map(flagLine),
    "",
    "nashboard COMMAND --help tells a command's flags, with examples. nashboard --version",
    EXIT_CODES,
  ];
}

function helpOfCommand({ usage, summary, flags, examples }: CommandHelp): string[] {
  const shown = examples.map((example) => `      ${example}`);
  return [
    usage,
    `    ${summary}`,
    "",
    ...Object.entries(flags).map(flagLine),
    "",
    "Examples:",
    ...shown,
    "",
    EXIT_CODES,
  ];
}

const EXIT_CODES =
  "Exit codes: 0 fine, 1 failure, 2 usage, 3 findings (check), 4 cannot tell (check), 130 stopped by Ctrl-C.";
const HELP_COLUMN = 28;

function flagLine([name, { value, help }]: [string, Flag]): string {
  const left = `      --${name}${value === undefined ? "" : ` ${value}`}`;
  return `${left.padEnd(HELP_COLUMN)} ${help}`;
}
