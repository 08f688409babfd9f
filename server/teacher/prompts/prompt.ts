/** What a model is told before it is shown a statement. */
export type Prompt = {
  /** Name and version, as it is kept with every reply. */
  id: string;
  version: number;
  system: string;
};
