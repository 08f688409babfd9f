import { expect, type Locator, type Page } from "@playwright/test";

type ImportOptions = {
  /** A path, or a file made by the test. */
  file: string | { name: string; mimeType: string; buffer: Buffer };
  name: string;
  limit?: number;
};

export class ImportPage {
  readonly rejected: Locator;
  readonly openDataset: Locator;
  readonly buildNext: Locator;

  constructor(readonly page: Page) {
    this.rejected = page.getByRole("region", { name: "Rejected rows" });
    this.openDataset = page.getByRole("link", { name: "Open the dataset" });
    this.buildNext = page.getByRole("link", { name: "Build mutants and labels…" });
  }

  /** Uploads a file and waits until its job has come to an end. */
  async importFile({ file, name, limit }: ImportOptions): Promise<void> {
    await this.page.goto("/import");
    await this.page.getByLabel("File to import").setInputFiles(file);
    await this.page.getByLabel("Dataset name").fill(name);
    if (limit !== undefined) await this.page.getByLabel("First rows only").fill(String(limit));
    await this.page.getByRole("button", { name: "Import", exact: true }).click();
    await expect(this.openDataset).toBeVisible({ timeout: 60_000 });
  }
}
