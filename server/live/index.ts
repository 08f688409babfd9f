export { type LiveClient, liveClient } from "./client";
export { liveSocketPath } from "./socket-path";
