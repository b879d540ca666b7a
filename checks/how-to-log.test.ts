/** The page has code for everything that a rule asks to log, in every framework, under tags that are understood. */
import { describe, expect, it } from "vitest";
import { SIGNALS, type Signal } from "../src/diagnosis/index.ts";
import { recogniseRoles } from "../src/roles/index.ts";
import { GameLog } from "../src/sdk/index.ts";
import { codeFor } from "../src/web/how-to-log/code-for.ts";
import { FRAMEWORKS, RECIPES } from "../src/web/how-to-log/recipes.ts";
import { textOf } from "./source-files.ts";

const signals: readonly (readonly [string, Signal])[] = Object.entries(SIGNALS);

/** Tags as they stand in the code, with a name where the code puts one in. */
function tagsIn(code: string): string[] {
  const strings = [...code.matchAll(/["`]([^"`\n]*)["`]/g)].map(([, text = ""]) => text);
  return strings
    .filter((text) => /^(generator|discriminator|penalty|augmentation|mixed_precision|quality)\//.test(text))
    .map((text) => text.replace(/\$?\{[^}]*\}/g, "dense_1"));
}

function rolesOf(tags: readonly string[]) {
  const kind = (tag: string) => (tag.includes("/logits/") ? ("histogram" as const) : ("scalar" as const));
  return recogniseRoles(tags.map((tag) => ({ run: "run", tag, kind: kind(tag) }))).map(({ role }) => role);
}

describe("code for what a rule asks to log", () => {
  it.each(signals)("is there for %s in every framework", (_, { logThis }) => {
    expect(FRAMEWORKS.filter((framework) => codeFor(logThis)?.[framework] === undefined)).toEqual([]);
  });

  const scalars = signals.filter(([, { sources }]) => sources.every((source) => "role" in source));
  it.each(scalars)("logs %s under tags of its role", (_, { logThis, sources }) => {
    const wanted = sources.flatMap((source) => ("role" in source ? [source.role] : []));
    for (const framework of FRAMEWORKS) {
      const tags = tagsIn(codeFor(logThis)?.[framework] ?? "");
      if (tags.length === 0) continue;
      const found = rolesOf(tags).filter((role) => wanted.includes(role));
      expect(found, `${framework}: ${tags.join(", ")}`).not.toEqual([]);
    }
  });

  it("calls what the clients have", () => {
    const all = RECIPES.flatMap(({ code }) => Object.values(code)).join("\n");
    const python = textOf("python/nashboard/game_log.py");
    for (const [, method = ""] of all.matchAll(/\blog\.(log_\w+)\(/g))
      expect(python).toContain(`def ${method}(`);
    const methods = [...all.matchAll(/\blog\.([a-z]\w*)\(step/g)].map(([, name = ""]) => name);
    for (const name of methods.filter((one) => !one.startsWith("log_"))) {
      expect(Object.getOwnPropertyNames(GameLog.prototype)).toContain(name);
    }
  });
});
