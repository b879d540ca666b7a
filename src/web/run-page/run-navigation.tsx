/** Beside a run's page: its parts, the marks of the players, and what the game was recognised as. */
import type { RunResponse } from "../../api/index.ts";
import type { Game } from "../../model/index.ts";
import { address, useAddress } from "../address/address-store.ts";
import { BoardLink } from "../address/link.tsx";
import { FamilyButton } from "../corrections/family-button.tsx";
import { loggedTags } from "../derived/estimates.ts";
import { whole } from "../words/numbers.ts";

export type RunPart = "game" | "tags" | "projection";

interface RunNavigationProps {
  readonly response: RunResponse;
  readonly page: RunPart;
}

export function RunNavigation({ response, page }: RunNavigationProps) {
  useAddress("step");
  useAddress("range");
  const here = address.get();
  const current = (one: RunPart) => (one === page ? "page" : undefined);
  return (
    <div className="run-side">
      <nav className="run-navigation" aria-label="Parts of the run">
        <BoardLink to={{ ...here, page: "game" }} aria-current={current("game")}>
          Game
        </BoardLink>
        <BoardLink to={{ ...here, page: "tags" }} aria-current={current("tags")}>
          All tags <span>{whole(loggedTags(response.tags).length)}</span>
        </BoardLink>
        <BoardLink to={{ ...here, page: "projection" }} aria-current={current("projection")}>
          Projection
        </BoardLink>
      </nav>
      <aside className="run-key" aria-label="Key">
        <KeyGroup title="Players">
          <Swatch label="generator" className="swatch-generator" />
          <Swatch label="discriminator" className="swatch-discriminator" />
        </KeyGroup>
        <KeyGroup title="Sides">
          <Swatch label="real" className="swatch-real" />
          <Swatch label="generated" className="swatch-fake" />
        </KeyGroup>
        <KeyGroup title="Recognised as">
          {response.games.length === 0 ? (
            <p className="key-text">no game: no loss of a generator or discriminator was recognised</p>
          ) : (
            response.games.map((game) => (
              <GameFamily
                key={game.name}
                run={response.run}
                game={game}
                isOnly={response.games.length === 1}
              />
            ))
          )}
        </KeyGroup>
      </aside>
    </div>
  );
}

function KeyGroup({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className="key-group">
      <p className="key-title">{title}</p>
      {children}
    </div>
  );
}

function Swatch({ label, className }: { readonly label: string; readonly className: string }) {
  return (
    <p className="swatch">
      <i className={className} aria-hidden="true" />
      {label}
    </p>
  );
}

interface GameFamilyProps {
  readonly run: string;
  readonly game: Game;
  readonly isOnly: boolean;
}

function GameFamily({ run, game, isOnly }: GameFamilyProps) {
  return (
    <p className="key-text">
      {!isOnly && `${game.name}: `}
      <FamilyButton run={run} game={game} />
    </p>
  );
}
