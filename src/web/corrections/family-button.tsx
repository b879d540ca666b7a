/** The loss family of a game as a button: it opens why, how sure, and the other families. */
import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import type { Game, LossFamily } from "../../model/index.ts";
import { familyWords } from "../words/game-words.ts";
import { percent } from "../words/numbers.ts";
import { ChoiceList } from "./choice-list.tsx";
import { CorrectionError, KeptIn, ScopeChoice } from "./correction-frame.tsx";
import { CorrectionPopover } from "./correction-popover.tsx";
import { type Edit, withFamily, withoutFamily } from "./edits.ts";
import { familyChoices } from "./role-choices.ts";
import { useCorrecting } from "./use-correcting.ts";

interface FamilyButtonProps {
  readonly run: string;
  readonly game: Game;
}

export function FamilyButton({ run, game }: FamilyButtonProps) {
  const { lossFamily, correction } = game;
  return (
    <CorrectionPopover
      words={familyWords(lossFamily)}
      what="Loss family"
      isKnown={lossFamily !== "unknown"}
      isYours={correction !== undefined}
    >
      {({ input, onDone }) => <FamilyCorrecting run={run} game={game} inputRef={input} onDone={onDone} />}
    </CorrectionPopover>
  );
}

interface FamilyCorrectingProps extends FamilyButtonProps {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly onDone: () => void;
}

function FamilyCorrecting({ run, game, inputRef, onDone }: FamilyCorrectingProps) {
  const { correction, lossFamily } = game;
  // Runs of one directory often differ in just this.
  const [scope, setScope] = useState(correction?.runPattern ?? run);
  const correcting = useCorrecting();
  const apply = async (edit: Edit) => {
    if (await correcting.apply(edit)) onDone();
  };
  return (
    <>
      <Popover.Title className="popover-title">Loss family: {familyWords(lossFamily)}</Popover.Title>
      <WhyThisFamily game={game} />
      <ChoiceList<LossFamily>
        label="Which it is"
        groups={familyChoices()}
        chosen={lossFamily}
        isBusy={correcting.isBusy}
        onChoose={(family) => apply(withFamily({ run, scope }, family))}
        inputRef={inputRef}
      />
      <ScopeChoice run={run} scope={scope} heldBy={correction?.runPattern} onScope={setScope} />
      {correction !== undefined && (
        <div className="correcting-actions">
          <button
            type="button"
            className="button"
            disabled={correcting.isBusy}
            onClick={() => apply(withoutFamily(correction))}
          >
            Back to automatic
          </button>
        </div>
      )}
      <CorrectionError error={correcting.error} />
      <KeptIn />
    </>
  );
}

function WhyThisFamily({ game }: { readonly game: Game }) {
  const { correction, lossFamily, confidence, reason } = game;
  if (correction === undefined) {
    const sure = lossFamily === "unknown" ? "" : `${percent(confidence)} sure: `;
    return (
      <Popover.Description className="popover-text">
        {sure}
        {reason}
      </Popover.Description>
    );
  }
  const { recognised } = correction;
  return (
    <Popover.Description className="popover-text">
      You said so. By itself Nashboard takes it for {familyWords(recognised.lossFamily)}: {recognised.reason}
    </Popover.Description>
  );
}
