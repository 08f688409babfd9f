import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";

export class ExportPage {
  readonly counts: Locator;
  readonly command: Locator;
  readonly groups: Locator;

  constructor(readonly page: Page) {
    this.counts = page.getByRole("region", { name: "What it makes" });
    this.groups = page.getByRole("region", { name: "The first groups" });
    this.command = page.getByRole("region", { name: "To make it again" });
  }

  /** Chooses a value in one of the page's lists. */
  async choose(list: "Format" | "Labelling rule", value: string): Promise<void> {
    await this.page.getByRole("combobox", { name: list }).click();
    await this.page.getByRole("option", { name: value }).click();
  }

  /** The figure beside a name in the counts: "Rows" → 412. */
  async count(name: string): Promise<number> {
    const line = this.counts.locator("dl > div").filter({ has: this.page.getByText(name, { exact: true }) });
    const text = await line.locator("dd").first().textContent();
    return Number(text?.replaceAll(",", ""));
  }

  /** Downloads through the link of that name and gives the text and the suggested file name. */
  async download(link: string): Promise<{ name: string; text: string }> {
    const started = this.page.waitForEvent("download");
    await this.page.getByRole("link", { name: link }).click();
    const download = await started;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }
}
