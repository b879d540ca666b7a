/** Chooses between the system's theme, light and dark. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { THEME_CHOICES, type ThemeChoice } from "../address/address.ts";
import { useShortcut } from "./shortcuts.ts";
import { chooseTheme, useTheme } from "./theme.ts";

const SIGNS: Readonly<Record<ThemeChoice, string>> = { system: "◐", light: "☀", dark: "☾" };
const WORDS: Readonly<Record<ThemeChoice, string>> = {
  system: "Theme of the system",
  light: "Light theme",
  dark: "Dark theme",
};

export function ThemeToggle() {
  const theme = useTheme();
  useShortcut("t", () => {
    const next = THEME_CHOICES[(THEME_CHOICES.indexOf(theme) + 1) % THEME_CHOICES.length];
    if (next !== undefined) chooseTheme(next);
  });
  return (
    <ToggleGroup
      className="toggle-group"
      aria-label="Theme"
      value={[theme]}
      onValueChange={(values) => {
        const choice = THEME_CHOICES.find((one) => one === values[0]);
        if (choice !== undefined) chooseTheme(choice);
      }}
    >
      {THEME_CHOICES.map((choice) => (
        <Toggle key={choice} value={choice} aria-label={WORDS[choice]} title={WORDS[choice]}>
          <span aria-hidden="true">{SIGNS[choice]}</span>
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
