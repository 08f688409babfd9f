import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeVariants = cva(
  "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-xs leading-none tabular [&_svg]:size-3",
  {
    variants: {
      tone: {
        plain: "bg-sunken text-muted",
        outline: "border border-line text-muted",
        strong: "bg-inverse text-inverse-ink",
        suspicion: "border border-line text-suspicion",
        correct: "bg-correct-soft text-correct",
        incorrect: "bg-incorrect-soft text-incorrect",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);

export function Badge({
  className,
  tone,
  ...props
}: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}
