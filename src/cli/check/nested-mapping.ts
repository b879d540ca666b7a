/** Reads the part of YAML that settings need: mappings of mappings, by indentation, with numbers, booleans and words. */
import { ExplainedError } from "../../model/index.ts";

export type Nested = { [key: string]: Nested | string | number | boolean };

const LINE = /^( *)([\w./-]+):(?: +(\S.*?))?$/;

/** Comments and empty lines are skipped; anything else that is not `key:` or `key: value` is refused with its line. */
export function readNestedMapping(text: string, path: string): Nested {
  const root: Nested = {};
  const open: { indent: number; mapping: Nested }[] = [{ indent: -1, mapping: root }];
  text.split(/\r?\n/).forEach((line, at) => {
    const meaning = line.replace(/(^|\s)#.*$/, "").trimEnd();
    if (meaning === "" || meaning === "---") return;
    const [, spaces, key, value] = LINE.exec(meaning) ?? [];
    if (spaces === undefined || key === undefined) throw refusal(at + 1, line, path);
    while ((open.at(-1)?.indent ?? -1) >= spaces.length) open.pop();
    const parent = open.at(-1)?.mapping ?? root;
    if (Object.hasOwn(parent, key)) throw refusal(at + 1, line, path);
    if (value === undefined) {
      const mapping: Nested = {};
      parent[key] = mapping;
      open.push({ indent: spaces.length, mapping });
    } else {
      parent[key] = scalarOf(value);
    }
  });
  return root;
}

function scalarOf(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return Number.isFinite(number) ? number : text.replace(/^(["'])(.*)\1$/, "$2");
}

function refusal(line: number, text: string, path: string): ExplainedError {
  return new ExplainedError({
    code: "RULES_SYNTAX",
    what: `Line ${line} is not understood: ${text.trim()}`,
    why: "Only mappings are read: no lists, no several-line texts, no tabs, and no key twice.",
    fix: "Write one key: value a line, and indent what belongs to a key by spaces.",
    where: path,
  });
}
