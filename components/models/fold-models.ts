import type { Model } from "./model-card";

/** The fold models of a training loop, for the model that was trained on everything; none for another. */
export function foldsOf(model: Model, all: readonly Model[]): Model[] {
  const { fold } = model.manifest.training;
  if (fold === null || fold.index !== null) return [];
  const indexOf = (each: Model) => each.manifest.training.fold?.index ?? 0;
  return all
    .filter((each) => each.manifest.training.fold?.group === fold.group && indexOf(each) > 0)
    .toSorted((left, right) => indexOf(left) - indexOf(right));
}

/** Models with a card of their own: fold models stand with the model of their loop, unless that is gone or they are in use. */
export function ownCards(all: readonly Model[]): Model[] {
  const standing = new Set(all.flatMap((model) => foldsOf(model, all)).map(({ id }) => id));
  return all.filter((model) => model.active || !standing.has(model.id));
}
