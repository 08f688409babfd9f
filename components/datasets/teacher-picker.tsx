"use client";

import Link from "next/link";
import type { Teacher } from "#server/core/vocabulary";
import type { TeacherView } from "#server/settings/schema";
import { Checkbox } from "../ui/checkbox";

type TeacherPickerProps = {
  /** Absent until they are loaded. */
  settings: TeacherView | undefined;
  chosen: readonly Teacher[];
  onChoose: (chosen: Teacher[]) => void;
};

/** Who makes the mutants. A language model only once it is set up. */
export function TeacherPicker({ settings, chosen, onChoose }: TeacherPickerProps) {
  const configured = settings?.configured === true;
  const toggle = (teacher: Teacher, on: boolean) =>
    onChoose([...chosen.filter((other) => other !== teacher), ...(on ? [teacher] : [])]);
  return (
    <fieldset className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <legend className="mb-1 font-medium">Teachers</legend>
      <label htmlFor="teacher-symbolic" className="flex items-center gap-2">
        <Checkbox
          id="teacher-symbolic"
          checked={chosen.includes("symbolic")}
          onCheckedChange={(on) => toggle("symbolic", on === true)}
        />
        Operators
      </label>
      <label htmlFor="teacher-llm" className="flex items-center gap-2">
        <Checkbox
          id="teacher-llm"
          disabled={!configured}
          checked={configured && chosen.includes("llm")}
          onCheckedChange={(on) => toggle("llm", on === true)}
        />
        Language model
        {configured ? <span className="text-faint">{settings?.model}</span> : null}
      </label>
      {settings && !configured ? (
        <span className="text-faint text-xs">
          Not set up yet:{" "}
          <Link href="/settings" className="text-link hover:underline">
            Settings
          </Link>
        </span>
      ) : null}
    </fieldset>
  );
}
