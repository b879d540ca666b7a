/** The seed of a layout, and how many neighbours count. */
import type { LayoutMethod } from "../../api/index.ts";

export interface Tuning {
  readonly seed: number;
  /** null: the usual one. */
  readonly perplexity: number | null;
  readonly neighbours: number | null;
}

export const UNTUNED: Tuning = { seed: 0, perplexity: null, neighbours: null };

interface LayoutParametersProps {
  readonly method: LayoutMethod;
  readonly tuning: Tuning;
  readonly onTuning: (tuning: Tuning) => void;
}

export function LayoutParameters({ method, tuning, onTuning }: LayoutParametersProps) {
  return (
    <>
      {method === "t-sne" && (
        <NumberSetting
          label="Perplexity"
          least={1}
          value={tuning.perplexity}
          onValue={(perplexity) => onTuning({ ...tuning, perplexity })}
        />
      )}
      {method === "umap" && (
        <NumberSetting
          label="Neighbours"
          least={2}
          value={tuning.neighbours}
          onValue={(neighbours) => onTuning({ ...tuning, neighbours })}
        />
      )}
      <NumberSetting
        label="Seed"
        least={0}
        value={tuning.seed}
        onValue={(seed) => onTuning({ ...tuning, seed: Math.round(seed ?? UNTUNED.seed) })}
      />
    </>
  );
}

interface NumberSettingProps {
  readonly label: string;
  readonly least: number;
  readonly value: number | null;
  /** null: the field was emptied. */
  readonly onValue: (value: number | null) => void;
}

/** Takes effect when the field is left or Enter is pressed: each layout takes seconds. */
function NumberSetting({ label, least, value, onValue }: NumberSettingProps) {
  const commit = (input: HTMLInputElement) => {
    const number = input.valueAsNumber;
    onValue(Number.isNaN(number) ? null : Math.max(least, number));
  };
  return (
    <label className="chart-setting">
      {label}
      <input
        type="number"
        min={least}
        defaultValue={value ?? ""}
        placeholder="usual"
        onBlur={({ target }) => commit(target)}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit(event.currentTarget);
        }}
      />
    </label>
  );
}
