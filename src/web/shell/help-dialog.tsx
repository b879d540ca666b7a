/** Lists the keys, and lets single letters be switched off for those who dictate or use a switch. */
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import { areShortcutsOn, SHORTCUTS, setShortcutsOn, useShortcut } from "./shortcuts.ts";

export function HelpDialog() {
  const [isOpen, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true));
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger className="button" aria-label="Keyboard help" title="Keyboard help">
        <kbd>?</kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title className="dialog-title">Keys</Dialog.Title>
          <ShortcutList />
          <LetterSetting />
          <Dialog.Close className="button">Close</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ShortcutList() {
  return (
    <dl className="shortcut-list">
      {SHORTCUTS.map(({ keys, does }) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}

function LetterSetting() {
  const [isOn, setOn] = useState(areShortcutsOn);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => {
          setOn(target.checked);
          setShortcutsOn(target.checked);
        }}
      />
      Single-letter keys are on
    </label>
  );
}
