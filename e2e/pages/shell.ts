import type { Locator, Page } from "@playwright/test";

/** What stands on every page: navigation, palette, help, theme. */
export class Shell {
  readonly navigation: Locator;
  readonly palette: Locator;
  readonly help: Locator;

  constructor(readonly page: Page) {
    this.navigation = page.getByRole("navigation", { name: "Main" });
    this.palette = page.getByRole("dialog", { name: "Commands" });
    this.help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  }

  async go(name: string): Promise<void> {
    await this.navigation.getByRole("link", { name, exact: true }).click();
  }

  /** Opens the palette by keyboard, types, and runs the first command that matches. */
  async command(text: string): Promise<void> {
    await this.page.keyboard.press("Control+k");
    await this.palette.getByRole("combobox").fill(text);
    await this.palette.getByRole("option").first().waitFor();
    await this.page.keyboard.press("Enter");
  }

  async setTheme(theme: "Light" | "Dark" | "System"): Promise<void> {
    await this.page.getByRole("button", { name: "Theme" }).click();
    await this.page.getByRole("menuitemradio", { name: theme }).click();
  }
}
