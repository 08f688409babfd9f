import { expect, type Locator, type Page } from "@playwright/test";

type Teacher = { baseUrl: string; model: string; apiKey?: string };

export class SettingsPage {
  readonly test: Locator;
  readonly key: Locator;
  readonly allowPrivate: Locator;

  constructor(readonly page: Page) {
    this.test = page.getByRole("status", { name: "Test" });
    this.key = page.getByLabel("API key");
    this.allowPrivate = page.getByRole("checkbox", { name: /Allow addresses of this machine/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/settings");
    await expect(this.page.getByLabel("Base URL")).toBeVisible();
  }

  /** Types where the model is; nothing is saved. */
  async fill({ baseUrl, model, apiKey }: Teacher): Promise<void> {
    await this.page.getByLabel("Base URL").fill(baseUrl);
    await this.page.getByLabel("Model", { exact: true }).fill(model);
    if (apiKey !== undefined) await this.key.fill(apiKey);
  }

  async runTest(): Promise<void> {
    await this.page.getByRole("button", { name: "Test", exact: true }).click();
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.page.getByText("Saved.", { exact: true })).toBeVisible();
  }
}
