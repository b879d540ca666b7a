/** What the server shows, handed in by the composition root, so that HTTP knows neither files nor tag grammar. */
import type { DerivationState, DiagnosisOfGame } from "../api/index.ts";
import type { Game, RoleOfTag } from "../model/index.ts";
import type { Hyperparameter, StoreReader, ValueReader } from "../store/index.ts";
import type { Projections } from "./projections.ts";

/** What was recognised in a run. */
export interface RunDescription {
  readonly roles: readonly RoleOfTag[];
  readonly games: readonly Game[];
  readonly hyperparameters: readonly Hyperparameter[];
}

export interface Board {
  readonly store: StoreReader;
  readonly values: ValueReader;
  /** Media type of an encoded image by its first bytes; null for what is no picture. */
  imageType(bytes: Uint8Array): string | null;
  /** As given on the command line. */
  readonly logDirectories: readonly string[];
  readonly windowTitle: string;
  /** True while the first reading of the log directories is still going on. */
  isLoading(): boolean;
  describe(run: string): Promise<RunDescription>;
  /** The roles alone, as `describe` has them: cheap enough to be asked for every run of a long list. */
  rolesOf(run: string): Promise<readonly RoleOfTag[]>;
  /** The same object until the user corrects what is recognised. */
  corrections(): Promise<object>;
  /** One a game; none for a run without a game. */
  diagnose(run: string): Promise<readonly DiagnosisOfGame[]>;
  readonly projections: Projections;
  /** How far each group of derived series is behind what the run has logged. */
  derivationsOf(run: string): Promise<readonly DerivationState[]>;
}
