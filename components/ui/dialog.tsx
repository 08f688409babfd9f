"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const Dialog = Primitive.Root;
export const DialogClose = Primitive.Close;

type DialogContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, in reading order; the primary one last. */
  footer?: ReactNode;
  hideHeader?: boolean;
};

export function DialogContent({
  title,
  description,
  footer,
  hideHeader,
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40" />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(34rem,calc(100vw-2rem))] flex-col rounded-lg border border-line bg-surface shadow-overlay focus:outline-none",
          className,
        )}
        {...props}
      >
        <div className={hideHeader ? "sr-only" : "border-line border-b py-3 pr-12 pl-4"}>
          <div>
            <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="mt-0.5 text-muted">{description}</Primitive.Description>
            ) : null}
          </div>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        {footer ? (
          <div className="flex items-center justify-end gap-2 border-line border-t px-4 py-3">{footer}</div>
        ) : null}
        {/* Last in order, so that the focus starts in the content. */}
        {hideHeader ? null : (
          <Primitive.Close
            aria-label="Close"
            className="absolute top-3 right-3 grid size-6 place-items-center rounded-md text-faint hover:bg-hover hover:text-ink"
          >
            <X className="size-4" />
          </Primitive.Close>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
