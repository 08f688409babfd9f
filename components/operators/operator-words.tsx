export const operatorsTitle = "Operators";
export const operatorsLead =
  "Each rewrites one place of a program: to break it, or to change its words and keep what it does.";
export const intentWords = { mutate: "Meant to break", refactor: "Meant to keep behaviour" } as const;
