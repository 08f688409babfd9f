import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { type EmbeddedServer, type JoinOptions, joinServer } from "./server";

const pauseMs = 500;

export type JoinedServer = Pick<EmbeddedServer, "url" | "urlFor" | "leave">;

/** Joins the data folder's server, and starts it again whenever it dies, until `leave`. The URL stays the same. */
export async function stayJoined(dataDir: string, options: JoinOptions = {}): Promise<JoinedServer> {
  let current = await joinServer(dataDir, options);
  let left = false;
  let rejoining: Promise<void> | undefined;

  const rejoin = async () => {
    while (!left) {
      await sleep(pauseMs);
      try {
        current = await joinServer(dataDir, options);
        if (!left) watch();
        return;
      } catch (error) {
        logger.warn({ reason: messageOf(error) }, "the embedded database could not be started again");
      }
    }
  };
  const watch = () => {
    void current.lost.then(() => {
      if (left) return;
      logger.warn("the embedded database ended; starting it again");
      rejoining = rejoin();
    });
  };
  watch();

  return {
    url: current.url,
    urlFor: current.urlFor,
    leave: async () => {
      left = true;
      await rejoining;
      return current.leave();
    },
  };
}
