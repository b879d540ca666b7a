/** What the run's tags and its loss were taken for, how surely and why; every one can be corrected where it stands. */
import type { RunResponse, TagSummary } from "../../api/index.ts";
import type { Game, Role } from "../../model/index.ts";
import { FamilyButton } from "../corrections/family-button.tsx";
import { RoleButton } from "../corrections/role-button.tsx";
import { loggedTags } from "../derived/estimates.ts";
import { playerOf, roleWords } from "../words/game-words.ts";
import { measured, percent, plural, whole } from "../words/numbers.ts";
import { type MeaningRow, meaningRows } from "./meaning-rows.ts";

export function TakenFor({ response }: { readonly response: RunResponse }) {
  const { run, games } = response;
  const { known, unknown } = meaningRows(loggedTags(response.tags));
  if (known.length + unknown.length === 0) return null;
  return (
    <section aria-labelledby="taken-for" className="taken-for">
      <h2 id="taken-for" className="section-title">
        What was recognised <small>click a role or a loss family to correct it</small>
      </h2>
      {games.map((game) => (
        <FamilyLine key={game.name} run={run} game={game} isOnly={games.length === 1} />
      ))}
      <Meanings run={run} rows={known} />
      {unknown.length > 0 && (
        <details className="tag-group" open={known.length === 0}>
          <summary>
            {plural(unknown.length, "tag has", "tags have")} no known role: not part of the diagnosis
          </summary>
          <Meanings run={run} rows={unknown} />
        </details>
      )}
    </section>
  );
}

interface FamilyLineProps {
  readonly run: string;
  readonly game: Game;
  readonly isOnly: boolean;
}

function FamilyLine({ run, game, isOnly }: FamilyLineProps) {
  const { lossFamily, confidence, reason, chanceLevel } = game;
  const levels = [
    chanceLevel.generator === null ? [] : [`G ${measured(chanceLevel.generator)}`],
    chanceLevel.discriminator === null ? [] : [`D ${measured(chanceLevel.discriminator)}`],
  ].flat();
  return (
    <p className="meaning family-line">
      <span className="meaning-tag">{isOnly ? "loss family" : game.name}</span>
      <FamilyButton run={run} game={game} />
      <span className="meaning-sure">{lossFamily === "unknown" ? "" : `${percent(confidence)} sure`}</span>
      <span className="meaning-why">
        {reason}
        {levels.length > 0 && ` At chance: ${levels.join(", ")}.`}
      </span>
    </p>
  );
}

function Meanings({ run, rows }: { readonly run: string; readonly rows: readonly MeaningRow[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="meanings">
      {rows.map((row) => (
        <li key={row.first.tag} className="meaning">
          {row.count === 1 ? (
            <TagMeaning run={run} tag={row.first} />
          ) : (
            <LayersMeaning tag={row.first} count={row.count} />
          )}
        </li>
      ))}
    </ul>
  );
}

function TagMeaning({ run, tag }: { readonly run: string; readonly tag: TagSummary }) {
  return (
    <>
      <code className="meaning-tag">{tag.tag}</code>
      <RoleButton run={run} tag={tag} />
      <Sure tag={tag} />
    </>
  );
}

/** One line for what is logged of every layer; each is corrected on the page of all tags. */
function LayersMeaning({ tag, count }: { readonly tag: TagSummary; readonly count: number }) {
  return (
    <>
      <span className="meaning-tag">
        <code>{tag.tag}</code> and {whole(count - 1)} more
      </span>
      <span className="role" data-known="true">
        {layerWords(tag.role)}
      </span>
      <Sure tag={tag} />
    </>
  );
}

function Sure({ tag: { role, roleConfidence, roleReason } }: { readonly tag: TagSummary }) {
  return (
    <>
      <span className="meaning-sure">{role === "other" ? "" : `${percent(roleConfidence)} sure`}</span>
      <span className="meaning-why">{roleReason}</span>
    </>
  );
}

function layerWords(role: Role): string {
  const player = playerOf(role);
  return `${roleWords(role)}${player === undefined ? "" : ", each layer"}`;
}
