export * from "./datasets";
export * from "./enums";
export * from "./jobs";
export * from "./labels";
export * from "./models";
export * from "./programs";
export * from "./settings";
export * from "./teacher";
