"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../trpc/client";
import { Select } from "../ui/select";

type DatasetPickerProps = { value: number | null; onChange: (datasetId: number) => void };

/** The dataset that models are looked at on. */
export function DatasetPicker({ value, onChange }: DatasetPickerProps) {
  const datasets = useQuery(useTRPC().datasets.list.queryOptions()).data ?? [];
  return (
    <Select
      label="Dataset"
      value={value === null ? "" : String(value)}
      onValueChange={(id) => onChange(Number(id))}
      options={datasets.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  );
}
