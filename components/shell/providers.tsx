"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { TrpcProvider } from "../trpc/provider";
import { Toaster } from "../ui/toast";
import { TooltipProvider } from "../ui/tooltip";
import { ShortcutsProvider } from "./shortcuts";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>
        <TrpcProvider>
          <TooltipProvider>
            <ShortcutsProvider>{children}</ShortcutsProvider>
            <Toaster />
          </TooltipProvider>
        </TrpcProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
