"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import { cn } from "./cn";

type SelectProps<T extends string> = {
  value: T;
  onValueChange: (value: T) => void;
  options: readonly { value: T; label: string; disabled?: boolean }[];
  /** Read out; also the visible label's text where a <label> is not used. */
  label: string;
  id?: string;
  className?: string;
  disabled?: boolean;
};

export function Select<T extends string>({
  value,
  onValueChange,
  options,
  label,
  id,
  className,
  disabled,
}: SelectProps<T>) {
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <Primitive.Root value={value} onValueChange={choose} disabled={disabled}>
      <Primitive.Trigger
        id={id}
        aria-label={label}
        className={cn(
          "inline-flex h-7 items-center justify-between gap-2 whitespace-nowrap rounded-md border border-line bg-surface px-2.5 text-sm hover:bg-hover disabled:opacity-50",
          className,
        )}
      >
        <Primitive.Value />
        <Primitive.Icon>
          <ChevronDown className="size-3.5 text-faint" />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-80 min-w-[var(--radix-select-trigger-width)] overflow-hidden rounded-lg border border-line bg-surface shadow-overlay"
        >
          <Primitive.Viewport className="p-1">
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="relative flex select-none items-center rounded-sm py-1 pr-3 pl-7 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover"
              >
                <Primitive.ItemIndicator className="absolute left-2">
                  <Check className="size-3.5 text-faint" />
                </Primitive.ItemIndicator>
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
