/** The role of a tag as a button: it opens why, how sure, and every other role that the tag could have. */
import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import type { TagSummary } from "../../api/index.ts";
import type { Role } from "../../model/index.ts";
import { roleWords } from "../words/game-words.ts";
import { percent } from "../words/numbers.ts";
import { ChoiceList } from "./choice-list.tsx";
import { CorrectionError, KeptIn, ScopeChoice } from "./correction-frame.tsx";
import { CorrectionPopover } from "./correction-popover.tsx";
import { type Edit, EVERY_RUN, withoutRole, withRole, withSign } from "./edits.ts";
import { canBeInverted, roleChoices } from "./role-choices.ts";
import { useCorrecting } from "./use-correcting.ts";

interface RoleButtonProps {
  readonly run: string;
  readonly tag: TagSummary;
}

export function RoleButton({ run, tag }: RoleButtonProps) {
  const words = takenFor(tag);
  const isKnown = tag.role !== "other";
  if (roleChoices(tag.kind).length === 0) {
    return (
      <span className="role" data-known={isKnown}>
        {words}
      </span>
    );
  }
  return (
    <CorrectionPopover words={words} what={tag.tag} isKnown={isKnown} isYours={isYours(tag)}>
      {({ input, onDone }) => <RoleCorrecting run={run} tag={tag} inputRef={input} onDone={onDone} />}
    </CorrectionPopover>
  );
}

interface RoleCorrectingProps extends RoleButtonProps {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly onDone: () => void;
}

function RoleCorrecting({ run, tag, inputRef, onDone }: RoleCorrectingProps) {
  const { correction } = tag;
  const [scope, setScope] = useState(correction?.runPattern ?? EVERY_RUN);
  const correcting = useCorrecting();
  const place = { run, scope, tag: tag.tag };
  const apply = async (edit: Edit) => {
    if (await correcting.apply(edit)) onDone();
  };
  return (
    <>
      <Popover.Title className="popover-title">{tag.tag}</Popover.Title>
      <WhyThisRole tag={tag} />
      <ChoiceList<Role>
        label="What it is"
        groups={roleChoices(tag.kind)}
        chosen={tag.role}
        isBusy={correcting.isBusy}
        onChoose={(role) => apply(withRole(place, role))}
        inputRef={inputRef}
      />
      <ScopeChoice run={run} scope={scope} heldBy={correction?.runPattern} onScope={setScope} />
      {canBeInverted(tag) && (
        <label className="check">
          <input
            type="checkbox"
            checked={tag.isInverted === true}
            disabled={correcting.isBusy}
            onChange={({ target }) => void correcting.apply(withSign(place, target.checked))}
          />
          Logged with the opposite sign
        </label>
      )}
      <div className="correcting-actions">
        {tag.role !== "other" && (
          <button
            type="button"
            className="button"
            disabled={correcting.isBusy}
            onClick={() => apply(withRole(place, "other"))}
          >
            Not of the game
          </button>
        )}
        {correction !== undefined && (
          <button
            type="button"
            className="button"
            disabled={correcting.isBusy}
            onClick={() => apply(withoutRole(correction))}
          >
            Back to automatic
          </button>
        )}
      </div>
      <CorrectionError error={correcting.error} />
      <KeptIn />
    </>
  );
}

function WhyThisRole({ tag }: { readonly tag: TagSummary }) {
  const { correction, role, roleConfidence, roleReason } = tag;
  if (correction === undefined) {
    const sure = role === "other" ? "" : `, ${percent(roleConfidence)} sure`;
    return (
      <Popover.Description className="popover-text">
        Taken for {roleWords(role)}
        {sure}. {roleReason}
      </Popover.Description>
    );
  }
  const { recognised, tagPattern, runPattern } = correction;
  const isPattern = tagPattern !== tag.tag;
  return (
    <Popover.Description className="popover-text">
      You said so{isPattern && `, of all tags like ${tagPattern}`}
      {isPattern && runPattern !== EVERY_RUN && ` in runs like ${runPattern}`}. By itself Nashboard takes it
      for {roleWords(recognised.role)}
      {recognised.role === "other" ? "" : `, ${percent(recognised.confidence)} sure`}. {recognised.reason}
    </Popover.Description>
  );
}

function isYours({ correction, isInverted }: TagSummary): boolean {
  return correction !== undefined || isInverted === true;
}

/** "discriminator loss, opposite sign", "not of the game". */
function takenFor({ role, correction, isInverted }: TagSummary): string {
  const words = role === "other" && correction !== undefined ? "not of the game" : roleWords(role);
  return isInverted === true ? `${words}, opposite sign` : words;
}
