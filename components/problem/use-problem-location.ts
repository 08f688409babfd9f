"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type ProblemLocation, parseProblemLocation, problemHref } from "./problem-location";

/** Moving line by line must not write the history at every key repeat: browsers limit how often that may happen. */
const writeDelayMs = 250;

const nothing = new URLSearchParams();

export type GoTo = (patch: Partial<ProblemLocation>, mode?: "push" | "replace") => void;

/**
 * Where one is, and a way to go elsewhere that shows at once and reaches the URL shortly after. Going from problem to
 * problem stays within the page: nothing is fetched but data, and the editor is not built again.
 */
export function useProblemLocation(): [ProblemLocation | null, GoTo] {
  const pathname = usePathname();
  const search = useSearchParams();
  const fromUrl = useMemo(() => parseProblemLocation(pathname, search), [pathname, search]);
  const [location, setLocation] = useState(fromUrl);
  const latest = useRef(location);
  const written = useRef(fromUrl === null ? "" : problemHref(fromUrl));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const href = fromUrl === null ? "" : problemHref(fromUrl);
    if (href === written.current) return;
    // Back, forward or a link: the URL leads.
    clearTimeout(timer.current);
    written.current = href;
    latest.current = fromUrl;
    setLocation(fromUrl);
  }, [fromUrl]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const place = latest.current;
    // Once another page is shown the address is that page's.
    if (place === null || parseProblemLocation(window.location.pathname, nothing) === null) return;
    const href = problemHref(place);
    if (href === written.current) return;
    written.current = href;
    window.history.replaceState(null, "", href);
  }, []);

  useEffect(() => flush, [flush]);

  const go = useCallback<GoTo>(
    (patch, mode = "replace") => {
      if (latest.current === null) return;
      const next = { ...latest.current, ...patch };
      if (mode === "push") {
        flush();
        latest.current = next;
        const href = problemHref(next);
        written.current = href;
        window.history.pushState(null, "", href);
      } else {
        latest.current = next;
        clearTimeout(timer.current);
        timer.current = setTimeout(flush, writeDelayMs);
      }
      setLocation(next);
    },
    [flush],
  );
  return [location, go];
}
