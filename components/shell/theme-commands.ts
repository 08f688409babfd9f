import { useTheme } from "next-themes";
import { useShortcuts } from "./shortcuts";

/** The palette's commands for light, dark and system. */
export function useThemeCommands(): void {
  const { setTheme } = useTheme();
  useShortcuts(
    (["light", "dark", "system"] as const).map((theme) => ({
      label: `Theme: ${theme}`,
      group: "Everywhere",
      run: () => setTheme(theme),
    })),
  );
}
