import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Providers } from "#components/shell/providers";
import { TopBar } from "#components/shell/top-bar";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Linewise", template: "%s · Linewise" },
  description: "Annotate, audit and score code line by line.",
  // The page addresses a local server: nothing about it should be fetched ahead or told to anybody.
  referrer: "no-referrer",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#191b1f" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <Providers>
          <a
            href="#main"
            className="-top-10 fixed left-3 z-50 rounded-md bg-inverse px-3 py-1.5 text-inverse-ink focus:top-2"
          >
            Skip to content
          </a>
          <TopBar />
          <main id="main" tabIndex={-1} className="outline-none">
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
