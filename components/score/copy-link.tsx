"use client";

import { Link2 } from "lucide-react";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { type LinkState, linkHash } from "./permalink";

/** Puts what is on the page into its address, and that into the clipboard. Nothing is stored on the server. */
export function CopyLink({ state, disabled }: { state: LinkState; disabled: boolean }) {
  const copy = async () => {
    const hash = await linkHash(state);
    if (hash === null) {
      toast("Too long for a link", { tone: "loud", detail: "Send the program itself instead." });
      return;
    }
    window.history.replaceState(window.history.state, "", hash);
    try {
      await navigator.clipboard.writeText(window.location.href);
      toast("The link was copied");
    } catch {
      toast("The link stands in the address bar", { detail: "The browser did not let it be copied." });
    }
  };
  return (
    <Button className="ml-auto" variant="ghost" disabled={disabled} onClick={() => void copy()}>
      <Link2 aria-hidden="true" /> Copy link
    </Button>
  );
}
