/** The rooms of the source tree and what each may import: the table that ARCHITECTURE.md shows and a test enforces. */

export type Ring = 0 | 1 | 2;

export interface Room {
  readonly ring: Ring;
  readonly mayImport: readonly string[];
  readonly why: string;
}

const EVERY_ROOM = "every room" as const;

export const ROOMS: Readonly<Record<string, Room>> = {
  model: {
    ring: 0,
    mayImport: [],
    why: "the vocabulary; if two rooms disagree on a word it is settled here",
  },
  tfevents: { ring: 0, mayImport: ["model"], why: "bytes ⇄ events, and nothing else" },
  roles: { ring: 0, mayImport: ["model"], why: "tags and values → roles, games, loss family" },
  metrics: {
    ring: 0,
    mayImport: ["model"],
    why: "arrays in, numbers out, each with its paper, chance level and interval",
  },
  derivations: {
    ring: 0,
    mayImport: ["model", "metrics"],
    why: "what a run logs at one step in, estimates out: which metric is computed from which tags",
  },
  diagnosis: {
    ring: 0,
    mayImport: ["model", "metrics"],
    why: "series in, verdicts out; one file a rule",
  },
  projections: {
    ring: 0,
    mayImport: ["model", "metrics"],
    why: "features in, places on a plane out: PCA, t-SNE, UMAP, aligned through time",
  },
  plots: { ring: 0, mayImport: ["model"], why: "how numbers become pictures: scales, ticks, static plots" },
  api: { ring: 0, mayImport: ["model"], why: "the wire: routes, response types, binary columns" },
  store: {
    ring: 1,
    mayImport: ["model"],
    why: "remembers points, blob references and reading progress; says what changed",
  },
  encoders: {
    ring: 1,
    mayImport: ["model", "metrics"],
    why: "images in, features out: the shipped digit classifier and any ONNX file, each named by its weights",
  },
  watch: {
    ring: 1,
    mayImport: [
      "model",
      "tfevents",
      "roles",
      "metrics",
      "projections",
      "derivations",
      "encoders",
      "diagnosis",
      "store",
    ],
    why: "the loops that never return: log directory → runs → files → points",
  },
  server: { ring: 1, mayImport: ["model", "api", "store"], why: "HTTP in and out" },
  web: { ring: 1, mayImport: ["model", "plots", "api"], why: "pixels" },
  sdk: {
    ring: 1,
    mayImport: ["model", "tfevents", "metrics"],
    why: "a training loop's mouth: event files from any JavaScript",
  },
  demo: { ring: 2, mayImport: ["sdk"], why: "the GAN that `npm start` trains" },
  cli: { ring: 2, mayImport: [EVERY_ROOM], why: "the composition root: the only place where parts meet" },
};

export function mayImport(from: string, to: string): boolean {
  const allowed = ROOMS[from]?.mayImport ?? [];
  return from === to || allowed.includes(EVERY_ROOM) || allowed.includes(to);
}
