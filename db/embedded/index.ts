export { type EmbeddedServer, joinServer } from "./server";
export { type JoinedServer, stayJoined } from "./stay-joined";
