"use client";

import { type Split, splits } from "#server/core/vocabulary";
import { Checkbox } from "../ui/checkbox";

type SplitPickerProps = {
  /** Empty: every split. */
  chosen: Split[];
  onChoose: (chosen: Split[]) => void;
};

export function SplitPicker({ chosen, onChoose }: SplitPickerProps) {
  const on = (split: Split) => chosen.length === 0 || chosen.includes(split);
  const toggle = (split: Split) => {
    const next = splits.filter((other) => (other === split ? !on(split) : on(other)));
    // All and none mean the same to the server, so that none cannot be chosen here.
    onChoose(next.length === splits.length ? [] : next.length === 0 ? chosen : next);
  };
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Splits</legend>
      <div className="flex flex-col">
        {splits.map((split) => (
          <label key={split} htmlFor={`split-${split}`} className="flex h-7 items-center gap-2">
            <Checkbox id={`split-${split}`} checked={on(split)} onCheckedChange={() => toggle(split)} />
            {split}
          </label>
        ))}
      </div>
      <p className="text-faint text-xs">Problems are split, never their programs.</p>
    </fieldset>
  );
}
