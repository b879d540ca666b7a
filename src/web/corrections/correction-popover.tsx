/** The frame of a correction: what a thing was taken for as a button, which opens the other things it could be. */
import { Popover } from "@base-ui/react/popover";
import { type ReactElement, type RefObject, useRef, useState } from "react";
import { Yours } from "./correction-frame.tsx";
import "./corrections.css";

interface CorrectionPopoverProps {
  /** What it was taken for. */
  readonly words: string;
  /** Whose words these are: the name of a tag, or of what a game has. */
  readonly what: string;
  readonly isKnown: boolean;
  readonly isYours: boolean;
  /** `input` is focused on opening; `onDone` closes. */
  readonly children: (frame: {
    readonly input: RefObject<HTMLInputElement | null>;
    readonly onDone: () => void;
  }) => ReactElement;
}

export function CorrectionPopover({ words, what, isKnown, isYours, children }: CorrectionPopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className="role role-button"
        data-known={isKnown}
        aria-label={`${what}: ${words}${isYours ? ", corrected by you" : ""}. Correct it`}
      >
        {words}
        {isYours && <Yours />}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="popover-layer" collisionPadding={8}>
          <Popover.Popup className="popover correcting" initialFocus={input}>
            {children({ input, onDone: () => setOpen(false) })}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
