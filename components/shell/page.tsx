import type { ReactNode } from "react";
import { cn } from "../ui/cn";

type PageProps = {
  title: ReactNode;
  /** What the page is for, or the facts of the thing it shows, under the title. */
  lead?: ReactNode;
  /** Where the page stands: links to what holds it. */
  above?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A page that reads from top to bottom. Pages of panes use `h-page` and lay themselves out. */
export function Page({ title, lead, above, actions, children, className }: PageProps) {
  return (
    <div className={cn("mx-auto w-full max-w-6xl px-6 pt-5 pb-16", className)}>
      <PageHeader title={title} lead={lead} above={above} actions={actions} />
      {children}
    </div>
  );
}

export function PageHeader({ title, lead, above, actions, className }: Omit<PageProps, "children">) {
  return (
    <div className={cn("mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-2", className)}>
      <div className="min-w-0">
        {above ? <div className="mb-0.5 text-faint text-xs">{above}</div> : null}
        <h1 className="truncate font-semibold text-xl tracking-tight">{title}</h1>
        {lead ? <div className="mt-0.5 text-muted">{lead}</div> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </div>
  );
}
