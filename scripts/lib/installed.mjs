import fs from "node:fs";
import { at } from "./root.mjs";

/** Whether node_modules holds what package-lock.json asks for; true also after anybody's own `npm ci`. */
export function isInstalled() {
  try {
    const wanted = JSON.parse(fs.readFileSync(at("package-lock.json"), "utf8")).packages;
    const there = JSON.parse(fs.readFileSync(at("node_modules", ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(([place, wish]) => {
      if (place === "" || wish.link) return true;
      const found = there[place];
      if (found === undefined) return Boolean(wish.optional || wish.peer || wish.devOptional);
      return found.version === wish.version && found.integrity === wish.integrity;
    });
  } catch {
    return false;
  }
}
