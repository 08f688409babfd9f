export { type EmbeddedServer, joinServer } from "./server";
