"use client";

import { useEffect, useRef } from "react";
import { decisions as decisionKeys } from "../labels/label-words";
import { chooseValue, type Decisions } from "../labels/use-decisions";
import { type Shortcut, useShortcuts } from "../shell/shortcuts";

export type ProblemActions = {
  moveLine: (by: 1 | -1) => void;
  moveSuspicious: (by: 1 | -1) => void;
  moveItem: (by: 1 | -1) => void;
  moveProblem: (by: 1 | -1) => void;
  close: () => void;
  commit: () => void;
  commitNext: () => void;
  focusReason: () => void;
  focusComment: () => void;
  toggleMatrix: () => void;
  togglePane: (pane: "problems" | "statement" | "evidence") => void;
};

/** Whether Enter means what has the focus (a button, a link, a field) rather than the decision. */
function ownsEnter(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'a,button,input,select,textarea,summary,[role="dialog"],[role="menu"],[role="radiogroup"]',
    ) !== null
  );
}

/** The keys of the problem page, each of them in the help and the palette. */
export function useProblemKeys(decisions: Decisions, actions: ProblemActions): void {
  const line = "Line";
  const decide = "Decide on the line";
  const view = "Problem page";
  const shortcuts: Shortcut[] = [
    { keys: "arrowdown", label: "Next line", group: line, hidden: true, run: () => actions.moveLine(1) },
    { keys: "arrowup", label: "Previous line", group: line, hidden: true, run: () => actions.moveLine(-1) },
    { keys: "j", label: "Next suspicious line", group: line, run: () => actions.moveSuspicious(1) },
    { keys: "k", label: "Previous suspicious line", group: line, run: () => actions.moveSuspicious(-1) },
    { keys: "arrowright", label: "Next item", group: line, hidden: true, run: () => actions.moveItem(1) },
    { keys: "arrowleft", label: "Previous item", group: line, hidden: true, run: () => actions.moveItem(-1) },
    ...decisionKeys.map((decision) => ({
      keys: decision.key,
      label: `${decision.name[0]?.toUpperCase()}${decision.name.slice(1)}`,
      group: decide,
      run: () => chooseValue(decisions, decision.value),
    })),
    { keys: "r", label: "Reason", group: decide, run: actions.focusReason },
    { keys: "c", label: "Comment", group: decide, run: actions.focusComment },
    { keys: "enter", label: "Save", group: decide, passive: true, hidden: true, run: actions.commit },
    { keys: "mod+enter", label: "Save and go on", group: decide, run: actions.commitNext },
    { keys: "mod+z", label: "Undo the last decision", group: decide, run: decisions.undo },
    { keys: "escape", label: "Discard, or close the mutant", group: view, hidden: true, run: actions.close },
    { keys: "]", label: "Next problem", group: view, run: () => actions.moveProblem(1) },
    { keys: "[", label: "Previous problem", group: view, run: () => actions.moveProblem(-1) },
    { keys: "l", label: "Problems list", group: view, run: () => actions.togglePane("problems") },
    { keys: "t", label: "Statement and tests", group: view, run: () => actions.togglePane("statement") },
    { keys: "x", label: "Kill matrix", group: view, run: actions.toggleMatrix },
    { keys: "v", label: "Evidence", group: view, run: () => actions.togglePane("evidence") },
  ];
  useShortcuts(shortcuts);

  const commit = useRef(actions.commit);
  useEffect(() => {
    commit.current = actions.commit;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.defaultPrevented || event.isComposing || ownsEnter(event.target)) return;
      event.preventDefault();
      commit.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
