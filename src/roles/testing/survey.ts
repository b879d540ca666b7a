/** Judges the recogniser on what public training code logs: surveyed roles, which are finer, against those in use. */
import { readFileSync } from "node:fs";
import type { Role, ValueKind } from "../../model/index.ts";
import { recogniseRoles, type TagOfRun } from "../index.ts";

const SURVEY = new URL("../../../fixtures/roles/survey.json", import.meta.url);
const UNSEEN = new URL("../../../fixtures/roles/unseen.json", import.meta.url);
const FRESH = new URL("../../../fixtures/roles/fresh.json", import.meta.url);
const BATCHES = {
  a: new URL("../../../fixtures/roles/batch-a.json", import.meta.url),
  b: new URL("../../../fixtures/roles/batch-b.json", import.meta.url),
  c: new URL("../../../fixtures/roles/batch-c.json", import.meta.url),
  d: new URL("../../../fixtures/roles/batch-d.json", import.meta.url),
};

type SurveyRow = readonly [tag: string, kind: ValueKind, role: string, run?: string];
interface SurveyFile {
  readonly sources: readonly { readonly source: string; readonly tags: readonly SurveyRow[] }[];
}

type UnseenRow = readonly [tag: string, kind: ValueKind, role: string, note?: string];
interface UnseenSource {
  readonly repository: string;
  readonly path?: string;
  readonly tags: readonly UnseenRow[];
}
type UnseenFile = Readonly<Record<"development" | "heldOut", readonly UnseenSource[]>>;

type FreshPart = "development" | "heldOut" | "afterFreezing" | "last";
interface FreshSource {
  readonly repository: string;
  readonly tags: readonly SurveyRow[];
}
type FreshFile = Readonly<Record<FreshPart, readonly FreshSource[]>>;
interface BatchFile {
  readonly sources: readonly FreshSource[];
}

/** What counts as right for a surveyed role; every one that is missing here must be met with "other". */
const RIGHT_ROLES: Readonly<Record<string, readonly Role[]>> = {
  // The name of the generator's only loss does not say whether other terms are summed into it.
  "g.loss.adv": ["g.loss.adv", "g.loss.main"],
  "g.loss.adv.weighted": ["g.loss.adv", "g.loss.main"],
  "g.loss.total": ["g.loss.total", "g.loss.main"],
  "d.loss": ["d.loss", "d.loss.total"],
  "d.loss.total": ["d.loss", "d.loss.total"],
  "d.loss.real": ["d.loss.real"],
  "d.loss.fake": ["d.loss.fake"],
  "d.out.real": ["d.out.real"],
  "d.out.fake": ["d.out.fake"],
  "d.out.fake.post": ["d.out.fake"],
  "d.acc": ["d.acc"],
  "d.acc.real": ["d.acc.real"],
  "d.acc.fake": ["d.acc.fake"],
  "d.margin": ["d.margin"],
  "d.sign.real": ["d.sign.real"],
  "d.sign.fake": ["d.sign.fake"],
  "grad.g": ["grad.g"],
  "grad.d": ["grad.d"],
  "lr.g": ["lr.g"],
  "lr.d": ["lr.d"],
  lr: ["lr"],
  wdist: ["wdist"],
  // A penalty's name rarely says on which samples it is taken.
  gp: ["gp", "r1"],
  r1: ["gp", "r1"],
  "r1.weighted": ["gp", "r1"],
  r2: ["r2"],
  "gp.norm": ["gp.norm"],
  pl: ["pl"],
  "pl.length": ["pl"],
  "pl.weighted": ["pl"],
  "d.loss.aux": ["d.loss.aux"],
  "g.loss.rec": ["g.loss.aux"],
  "g.loss.percep": ["g.loss.aux"],
  "g.loss.style": ["g.loss.aux"],
  "g.loss.cycle": ["g.loss.aux"],
  "g.loss.identity": ["g.loss.aux"],
  "g.loss.fm": ["g.loss.aux"],
  "g.loss.kl": ["g.loss.aux"],
  "g.loss.vq": ["g.loss.aux"],
  "g.loss.aux": ["g.loss.aux"],
  "sample.fake": ["sample.fake", "sample.fixed"],
  "sample.real": ["sample.real"],
  "sample.rec": ["sample.rec"],
  "sample.other": ["sample.other"],
  "sample.input": ["sample.other", "sample.real"],
  "audio.fake": ["sample.fake", "sample.rec"],
  "audio.real": ["sample.real"],
  "metric.fid": ["metric.fid"],
  "metric.fid.best": ["metric.other"],
  "metric.kid": ["metric.kid"],
  "metric.is": ["metric.is"],
  "metric.prec": ["metric.prec"],
  "metric.recall": ["metric.recall"],
  "metric.ppl": ["metric.other"],
  "metric.lpips": ["metric.other", "g.loss.aux"],
  "metric.psnr": ["metric.other"],
  "metric.audio": ["metric.other"],
  "metric.other": ["metric.other"],
  // The survey lumps all histograms; one of the discriminator's outputs on a side is just that.
  hist: ["other", "d.out.real", "d.out.fake"],
  hparam: ["hparam"],
  "adv.weight": ["adv.weight"],
  "aug.p": ["aug.p"],
  "amp.scale": ["amp.scale"],
  "d.entropy": ["d.entropy"],
  "g.fool": ["g.fool"],
  "weight.norm": ["spectral.g", "spectral.d"],
  timing: ["timing"],
  sched: ["timing"],
  sysres: ["timing"],
};

/** Surveyed roles a diagnosis is built on. */
function isCore(role: string): boolean {
  if (role.startsWith("d.ambiguous") || role === "d.entropy" || role === "d.loss.aux") return false;
  if (role.startsWith("d.") || role.startsWith("g.loss.adv") || role === "g.loss.total") return true;
  return ["grad.g", "grad.d", "lr.g", "lr.d", "gp", "r1", "r2", "wdist"].includes(role);
}

function isCoreAnswer(role: Role): boolean {
  return isCore(role) || role === "g.loss.main";
}

export interface SurveyVerdict {
  readonly source: string;
  readonly tag: string;
  readonly surveyed: string;
  readonly given: Role;
  readonly isCore: boolean;
  /** "silent": the answer was "other" where there was something to say. */
  readonly verdict: "right" | "silent" | "wrong" | "wrong-core";
}

/** The code bases that the grammar was written from. */
export function judgeSurvey(): SurveyVerdict[] {
  // The fixture is part of the repository and has this shape.
  const { sources } = JSON.parse(readFileSync(SURVEY, "utf8")) as SurveyFile;
  return sources.flatMap(({ source, tags }) => judgeSource(source, tags));
}

/** Other code bases: errors on the first half were looked at while the grammar was written, those on the second never. */
export function judgeUnseen(half: "development" | "heldOut"): SurveyVerdict[] {
  // The fixture is part of the repository and has this shape.
  const halves = JSON.parse(readFileSync(UNSEEN, "utf8")) as UnseenFile;
  return halves[half].flatMap(({ repository, path, tags }) => {
    const rows = tags.map(([tag, kind, role]): SurveyRow => [tag, kind, role]);
    return judgeSource(path === undefined ? repository : `${repository}:${path}`, rows);
  });
}

/** Code bases labelled later: errors on the first part were looked at, the others were judged once. */
export function judgeFresh(part: FreshPart): SurveyVerdict[] {
  // The fixture is part of the repository and has this shape.
  const parts = JSON.parse(readFileSync(FRESH, "utf8")) as FreshFile;
  return parts[part].flatMap(({ repository, tags }) => judgeSource(repository, tags));
}

/** Code bases labelled in batches, each judged once before its errors were looked at. */
export function judgeBatch(batch: keyof typeof BATCHES): SurveyVerdict[] {
  // The fixture is part of the repository and has this shape.
  const { sources } = JSON.parse(readFileSync(BATCHES[batch], "utf8")) as BatchFile;
  return sources.flatMap(({ repository, tags }) => judgeSource(repository, tags));
}

/** Each code base is recognised by itself, as one run. */
function judgeSource(source: string, tags: readonly SurveyRow[]): SurveyVerdict[] {
  const entries = tags.map(([tag, kind, , run]): TagOfRun => ({ run: run ?? "", tag, kind }));
  return recogniseRoles(entries).map((given, i) => judge(source, given.tag, tags[i]?.[2] ?? "", given.role));
}

function judge(source: string, tag: string, surveyed: string, given: Role): SurveyVerdict {
  const right = RIGHT_ROLES[surveyed] ?? ["other"];
  const verdict = right.includes(given)
    ? "right"
    : given === "other"
      ? "silent"
      : isCoreAnswer(given)
        ? "wrong-core"
        : "wrong";
  return { source, tag, surveyed, given, isCore: isCore(surveyed), verdict };
}
