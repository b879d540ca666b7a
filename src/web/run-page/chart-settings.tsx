/** How lines are laid out and smoothed, for all charts of the page at once; the address remembers it. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useState } from "react";
import { AXES, type Axis, MAX_SMOOTHING } from "../../model/index.ts";
import { USUAL_SMOOTHING } from "../address/address.ts";
import { address, useAddress } from "../address/address-store.ts";
import { useShortcut } from "../shell/shortcuts.ts";
import "./chart-settings.css";
import { type AxisReference, chooseAxis } from "./choose-axis.ts";

const AXIS_NAMES: Readonly<Record<Axis, { readonly label: string; readonly title: string }>> = {
  step: { label: "step", title: "By step, as logged" },
  index: { label: "index", title: "By order of arrival: for logs whose steps repeat or stand still" },
  relative: { label: "elapsed", title: "By time since the run's first value" },
  wall: { label: "clock", title: "By date and time of day" },
};
const SMOOTHING_STEP = 0.001;

interface ChartSettingsProps {
  /** See `chooseAxis`. */
  readonly reference: AxisReference | null;
}

export function ChartSettings({ reference }: ChartSettingsProps) {
  return (
    <div className="chart-settings">
      <AxisChoice reference={reference} />
      <SmoothingChoice />
    </div>
  );
}

function AxisChoice({ reference }: ChartSettingsProps) {
  const axis = useAddress("axis");
  return (
    <div className="chart-setting">
      <span id="axis-label">Lines by</span>
      <ToggleGroup
        className="toggle-group"
        aria-labelledby="axis-label"
        value={[axis]}
        onValueChange={([chosen]) => {
          const next = AXES.find((one) => one === chosen);
          if (next !== undefined) void chooseAxis(next, reference);
        }}
      >
        {AXES.map((one) => (
          <Toggle key={one} value={one} title={AXIS_NAMES[one].title}>
            {AXIS_NAMES[one].label}
          </Toggle>
        ))}
      </ToggleGroup>
    </div>
  );
}

function SmoothingChoice() {
  const smoothing = useAddress("smoothing");
  const [last, setLast] = useState(USUAL_SMOOTHING);
  const choose = (next: number) => {
    if (!(next >= 0)) return;
    if (next > 0) setLast(next);
    address.change({ smoothing: Math.min(MAX_SMOOTHING, next) }, "replace");
  };
  useShortcut("s", () => choose(smoothing > 0 ? 0 : last));
  const range = { min: 0, max: MAX_SMOOTHING, step: SMOOTHING_STEP, value: smoothing };
  return (
    <div className="chart-setting">
      <label htmlFor="smoothing">Smoothing</label>
      <input
        id="smoothing"
        type="range"
        {...range}
        onChange={({ target }) => choose(target.valueAsNumber)}
        title="Weight of the past. The raw line stays in sight, and its extremes too. Key: S"
      />
      <input
        type="number"
        aria-label="Smoothing, 0 to 0.999"
        {...range}
        onChange={({ target }) => choose(target.valueAsNumber)}
      />
    </div>
  );
}
