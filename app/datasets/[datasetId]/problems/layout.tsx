import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ProblemPage } from "#components/problem/problem-page";

export const metadata: Metadata = { title: "Problem" };

/** The page stands in the layout: it stays mounted, editor and all, while one goes from problem to problem. */
export default function ProblemsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ProblemPage />
      {children}
    </>
  );
}
