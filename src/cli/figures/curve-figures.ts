/** Figures of series over steps: losses, accuracies, gradient norms, and what is derived. */
import { derivedTag, type RoleOfTag, stepsAsNumbers } from "../../model/index.ts";
import { linePlot, PAPER_COLOURS, type PlottedLevel, type PlottedSeries } from "../../plots/index.ts";
import { type Figure, type FigureSource, tagWithRole } from "./figure.ts";

interface Curve {
  readonly tag: string | null;
  readonly name: string;
  readonly colour: string;
  readonly dash?: string;
}

const DASH = "5 3";

export async function lossFigures(source: FigureSource): Promise<Figure[]> {
  return present([await losses(source)]);
}

export async function gradientFigures(source: FigureSource): Promise<Figure[]> {
  return present([await gradientNorms(source, "generator"), await gradientNorms(source, "discriminator")]);
}

/** Those of series that are derived, or may be. */
export async function derivedFigures(source: FigureSource): Promise<Figure[]> {
  const derived = await Promise.all(DERIVED_FIGURES.map((figure) => derivedFigure(source, figure)));
  return present([await accuracies(source), ...derived]);
}

function present(figures: readonly (Figure | null)[]): Figure[] {
  return figures.filter((figure) => figure !== null);
}

async function losses(source: FigureSource): Promise<Figure | null> {
  const series = await plotted(source, [
    {
      tag: tagWithRole(source, "scalar", "g.loss.adv", "g.loss.main", "g.loss.total"),
      name: "generator",
      colour: PAPER_COLOURS.generator,
    },
    {
      tag: tagWithRole(source, "scalar", "d.loss", "d.loss.total"),
      name: "discriminator",
      colour: PAPER_COLOURS.discriminator,
      dash: DASH,
    },
  ]);
  if (series.length === 0) return null;
  const chance = source.description.games[0]?.chanceLevel;
  const level = (value: number | null | undefined, label: string, colour: string): PlottedLevel[] =>
    value === null || value === undefined ? [] : [{ value, label, colour }];
  const levels = [
    ...level(chance?.generator, "generator at chance", PAPER_COLOURS.generator),
    ...level(chance?.discriminator, "discriminator at chance", PAPER_COLOURS.discriminator),
  ];
  return { name: "losses", svg: linePlot({ title: "Losses", yLabel: "loss", series, levels }) };
}

async function accuracies(source: FigureSource): Promise<Figure | null> {
  const derived = (side: "real" | "fake") =>
    knownTag(source, derivedTag({ metric: `outputs/accuracy/${side}`, game: null, part: "value" }));
  const series = await plotted(source, [
    {
      tag: tagWithRole(source, "scalar", "d.acc.real") ?? derived("real"),
      name: "on real samples",
      colour: PAPER_COLOURS.real,
    },
    {
      tag: tagWithRole(source, "scalar", "d.acc.fake") ?? derived("fake"),
      name: "on generated samples",
      colour: PAPER_COLOURS.fake,
      dash: DASH,
    },
  ]);
  if (series.length === 0) return null;
  const levels = [{ value: 1 / 2, label: "guessing", colour: PAPER_COLOURS.faint }];
  const isShare = series.every(({ values }) => values.every((value) => !(value > 1)));
  const request = {
    title: "Discriminator accuracy",
    yLabel: isShare ? "share of samples" : "accuracy",
    series,
  };
  return { name: "accuracies", svg: linePlot(isShare ? { ...request, levels, yDomain: [0, 1] } : request) };
}

async function gradientNorms(
  source: FigureSource,
  player: "generator" | "discriminator",
): Promise<Figure | null> {
  const role = player === "generator" ? "grad.g" : "grad.d";
  const kinds = new Map(source.tags.map(({ tag, kind }) => [tag, kind]));
  const layers = source.description.roles.filter(
    (one) => one.role === role && kinds.get(one.tag) === "scalar",
  );
  const series = await plotted(
    source,
    layers.map((layer, at) => layerCurve(layer, at, layers.length)),
  );
  if (series.length === 0) return null;
  const title = `Gradient norms of the ${player}`;
  return {
    name: `gradients-${player}`,
    svg: linePlot({ title, yLabel: "‖gradient‖₂", series, isLog: true }),
  };
}

/** From the first layer, dark blue, to the last, orange. */
function layerCurve({ tag, layer }: RoleOfTag, at: number, count: number): Curve {
  const share = count > 1 ? at / (count - 1) : 0;
  const mixed = LAYER_RAMP[0].map((from, channel) =>
    Math.round(from + share * ((LAYER_RAMP[1][channel] ?? from) - from)),
  );
  return { tag, name: layer === "" ? "all layers" : layer, colour: `rgb(${mixed.join(" ")})` };
}

const LAYER_RAMP = [
  [11, 60, 130],
  [230, 120, 30],
] as const;

interface DerivedFigure {
  readonly name: string;
  readonly metric: string;
  readonly title: string;
  readonly yLabel: string;
}

export const DERIVED_FIGURES: readonly DerivedFigure[] = [
  {
    name: "auc",
    metric: "outputs/auc",
    title: "Discriminator outputs: AUC of real against generated",
    yLabel: "AUC",
  },
  {
    name: "jensen-shannon",
    metric: "outputs/jensen-shannon",
    title: "Jensen–Shannon divergence of outputs",
    yLabel: "nats",
  },
  {
    name: "diversity",
    metric: "samples/diversity-ratio",
    title: "Diversity of generated samples",
    yLabel: "ratio to real",
  },
];

async function derivedFigure(
  source: FigureSource,
  { name, metric, title, yLabel }: DerivedFigure,
): Promise<Figure | null> {
  const part = (wanted: "value" | "low" | "high" | "chance") =>
    knownTag(source, derivedTag({ metric, game: null, part: wanted }));
  const [series] = await plotted(source, [{ tag: part("value"), name: title, colour: PAPER_COLOURS.ink }]);
  if (series === undefined) return null;
  const [low, high, chance] = await plotted(
    source,
    (["low", "high", "chance"] as const).map((wanted) => ({
      tag: part(wanted),
      name: wanted,
      colour: PAPER_COLOURS.ink,
    })),
  );
  const isWhole = low?.values.length === series.values.length && high?.values.length === series.values.length;
  const band =
    isWhole && low !== undefined && high !== undefined ? { low: low.values, high: high.values } : {};
  const level = chance?.values.at(-1);
  const levels = level === undefined ? [] : [{ value: level, label: "chance", colour: PAPER_COLOURS.faint }];
  return { name, svg: linePlot({ title, yLabel, series: [{ ...series, ...band }], levels }) };
}

function knownTag({ tags }: FigureSource, tag: string): string | null {
  return tags.some((record) => record.tag === tag) ? tag : null;
}

async function plotted({ store, run }: FigureSource, curves: readonly Curve[]): Promise<PlottedSeries[]> {
  const series: PlottedSeries[] = [];
  for (const { tag, name, colour, dash = "" } of curves) {
    if (tag === null) continue;
    const { steps, values } = await store.scalars(run, tag);
    series.push({ name, colour, dash, steps: stepsAsNumbers(steps), values });
  }
  return series;
}
