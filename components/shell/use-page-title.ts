import { useEffect } from "react";

/** The tab's title for pages whose name is only known once their data is there. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Linewise`;
  }, [title]);
}
