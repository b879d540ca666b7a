/** `npm run new:rule NAME`: writes src/diagnosis/rules/NAME.ts and its test, to be filled in; then enter it in index.ts. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";

const RULES = fileURLToPath(new URL("../src/diagnosis/rules/", import.meta.url));
const FORM = /^[a-z]+(-[a-z]+)+$/;

const [name = ""] = argv.slice(2);
const camel = name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
const files = { [`${name}.ts`]: rule(), [`${name}.test.ts`]: test() };

if (!FORM.test(name))
  fail(`“${name}” is not a symptom in plain words with hyphens, such as losses-oscillate.`);
for (const file of Object.keys(files))
  if (existsSync(RULES + file)) fail(`${RULES}${file} is there already.`);
for (const [file, text] of Object.entries(files)) writeFileSync(RULES + file, text);
enter();
stdout.write(
  `Wrote src/diagnosis/rules/${name}.ts and its test, and entered the rule last in index.ts.\n` +
    "Fill in what is empty, move it to its place in the order of disambiguation,\n" +
    "give new signals a healthy level in contract.test.ts, then: npx biome check --write src/diagnosis/rules && npm run rules-docs\n",
);

function fail(why) {
  stderr.write(`${why}\n`);
  exit(2);
}

function enter() {
  const index = `${RULES}index.ts`;
  const text = readFileSync(index, "utf8")
    .replace("\n\nexport const RULES", `\nimport { ${camel} } from "./${name}.ts";\n\nexport const RULES`)
    .replace(/\n\];\n$/, `\n  ${camel},\n];\n`);
  writeFileSync(index, text);
}

function rule() {
  return `/** Fires when . */
import { steady } from "../example.ts";
import { defineRule, required } from "../rule.ts";
import { threshold } from "../threshold.ts";

export const ${camel} = defineRule({
  id: "${name}",
  mode: "F00",
  headline: "",
  severity: 2,
  maturity: "trial",
  needs: { loss: required("discriminator/loss") },
  thresholds: { lossAtLeast: threshold(10, "", "") },
  heldFor: { windows: 3, of: 5 },
  arms: "after-warm-up",
  source: { cite: "", claim: "" },
  why: "",
  remedies: [],
  shows: { loss: { on: "loss", statistic: "loss", against: "lossAtLeast" } },
  example: { loss: steady(11, 20) },
  measure: ({ loss }) => ({ loss: loss.value }),
  judge({ loss }, t) {
    if (Number.isNaN(loss)) return { missing: ["discriminator/loss"] };
    return loss >= t.lossAtLeast ? "suspected" : "clear";
  },
});
`;
}

function test() {
  return `import { describe } from "vitest";
import { steady } from "../example.ts";
import { ruleTest } from "../testing/rule-test.ts";
import { ${camel} } from "./${name}.ts";

describe("${name}", () => {
  ruleTest(${camel}, {
    "is suspected of ": [{ loss: steady(10, 20) }, "suspected"],
    "is clear just below": [{ loss: steady(9.9, 20) }, "clear"],
    "cannot tell from a short log": [{ loss: steady(11, 6) }, "cannot tell"],
    "cannot tell from NaN": [{ loss: steady(Number.NaN, 20) }, "cannot tell"],
  });
});
`;
}
