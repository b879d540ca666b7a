/** What was typed, taken apart: command, flags, repeated flags, and mistakes. */
import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";
import { helpText } from "./help-text.ts";
import { COMMANDS } from "./usage.ts";

test("a first word that names no command belongs to the board", () => {
  const { command, positionals } = readArguments(["logs/a", "--port", "7000"]);
  expect([command, positionals]).toEqual(["ui", ["logs/a"]]);
});

test("flags that may be repeated come as lists, all others as their last value", () => {
  const typed = ["export", "logs", "--tag", "a*", "--tag=b", "--from=-5", "--from", "3", "--force"];
  const { flags, lists } = readArguments(typed);
  expect(lists).toEqual({ run: [], tag: ["a*", "b"], figure: [] });
  expect(flags).toEqual({ format: undefined, output: undefined, from: "3", to: undefined, force: true });
});

test.each(["exprot", "inspec", "dmeo", "docter"])(
  "%s is a command misspelled, and the near one is named",
  (word) => {
    expect(() => readArguments([word, "runs"])).toThrow(
      expect.objectContaining({ code: "USAGE", fix: expect.stringContaining("Did you mean nashboard ") }),
    );
  },
);

test.each(Object.keys(COMMANDS))("the help of %s tells all of its flags and an example", (command) => {
  const help = helpText(command);
  for (const flag of Object.keys(COMMANDS[command]?.flags ?? {})) expect(help).toContain(`--${flag}`);
  expect(help).toContain(`Examples:\n      nashboard`);
});

test("the help of the program names every command", () => {
  for (const { usage } of Object.values(COMMANDS)) expect(helpText()).toContain(usage);
});
