export const importTitle = "Import";
export const importLead =
  "Bring in problems with tests and reference programs. Rows that cannot be read are listed; nothing is half-imported.";
