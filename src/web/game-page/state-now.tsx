/** How the game stands at the newest step, in one line of numbers, each against what chance would give. */
import type { ReactNode } from "react";
import type { LatestValue, RunResponse } from "../../api/index.ts";
import type { Game, Player } from "../../model/index.ts";
import { seriesRequest } from "../data/requests.ts";
import { useNow, useResource } from "../data/use-resource.ts";
import { latestOf } from "../runs-page/run-rows.ts";
import { stepsPerSecond } from "../time/pace.ts";
import { dataAge, duration } from "../words/age.ts";
import { roleWords } from "../words/game-words.ts";
import { accuracyWords, areInPercent, difference, measured, rate, whole } from "../words/numbers.ts";
import type { GameLayout } from "./game-layout.ts";

interface StateNowProps {
  readonly response: RunResponse;
  readonly layout: GameLayout;
  readonly game: Game | null;
}

const RENEW_MILLISECONDS = 250;
/** Fine enough to find the last minute of a run of hours. */
const PACE_BUCKETS = 800;

export function StateNow({ response, layout, game }: StateNowProps) {
  const { summary } = response;
  const now = useNow(RENEW_MILLISECONDS);
  const age = dataAge(summary.lastWallTime, now);
  const pace = usePace(response.run, layout);
  const lasted = (summary.lastWallTime ?? 0) - (summary.firstWallTime ?? 0);
  const accuracies = latestOf(summary, "accuracy");
  const inverted = response.tags.flatMap(({ tag, isInverted }) => (isInverted === true ? [tag] : []));
  const isInPercent = areInPercent(accuracies.map(({ value }) => value));
  return (
    <section className="state-now" aria-label="State of the game now">
      <Reading label="step" value={summary.lastStep === null ? "–" : whole(summary.lastStep)}>
        {age.words}
      </Reading>
      <Reading label={age.freshness === "quiet" ? "steps/s, at last" : "steps/s"} value={pace ?? "–"}>
        {duration(lasted)} of training
      </Reading>
      <LossReading player="generator" latest={latestOf(summary, "generator")[0]} {...{ game, inverted }} />
      <LossReading
        player="discriminator"
        latest={latestOf(summary, "discriminator")[0]}
        {...{ game, inverted }}
      />
      {accuracies.length > 0 && (
        <Reading
          label="D is right on"
          value={accuracies.map(({ tag, role, value }) => (
            <span key={tag} className="reading-part" data-role={role} title={`${roleWords(role)}: ${tag}`}>
              {accuracyWords(value, isInPercent)}
            </span>
          ))}
        >
          {accuracies.map(({ role }) => sideWords(role)).join(", ")} · chance 50 %
        </Reading>
      )}
    </section>
  );
}

interface ReadingProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly player?: Player;
  readonly title?: string;
  readonly children: ReactNode;
}

function Reading({ label, value, player, title, children }: ReadingProps) {
  return (
    <div className="reading" data-player={player} title={title}>
      <span className="reading-label">{label}</span>
      <span className="reading-value">{value}</span>
      <span className="reading-note">{children}</span>
    </div>
  );
}

interface LossReadingProps {
  readonly player: Player;
  readonly latest: LatestValue | undefined;
  readonly game: Game | null;
  /** Tags logged with the opposite sign, whose chance level is mirrored. */
  readonly inverted: readonly string[];
}

function LossReading({ player, latest, game, inverted }: LossReadingProps) {
  const label = `${player} loss`;
  if (latest === undefined) {
    return (
      <Reading label={label} value="–" player={player}>
        not recognised
      </Reading>
    );
  }
  const meant = game?.chanceLevel[player] ?? null;
  const chance = meant !== null && inverted.includes(latest.tag) ? -meant : meant;
  const value = Number(latest.value);
  const against =
    chance === null
      ? "no chance level known"
      : Number.isFinite(value)
        ? `${difference(value, chance)} from chance, ${measured(chance)}`
        : `chance is ${measured(chance)}`;
  return (
    <Reading label={label} value={measured(latest.value)} player={player} title={latest.tag}>
      {against}
    </Reading>
  );
}

function sideWords(role: LatestValue["role"]): string {
  if (role === "d.acc.real") return "real";
  return role === "d.acc.fake" ? "generated" : "both";
}

function usePace(run: string, layout: GameLayout): string | null {
  const tag = (layout.generatorLosses[0] ?? layout.discriminatorLosses[0])?.tag;
  const views = useResource(
    tag === undefined ? null : seriesRequest({ run, tags: [tag], maxBuckets: PACE_BUCKETS }),
  ).data;
  const view = views?.[0];
  const pace = view === undefined ? null : stepsPerSecond(view);
  return pace === null ? null : rate(pace);
}
