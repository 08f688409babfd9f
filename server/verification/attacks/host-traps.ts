import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Things on the host that an attack would touch if it got out: a secret file, a port, a Unix socket, an environment
 * variable, this very process. Everyone may read and write the folder, so that only the sandbox keeps a program away.
 */
export class HostTraps {
  readonly folder = mkdtempSync(path.join(tmpdir(), "linewise-traps-"));
  readonly secret = randomBytes(16).toString("hex");
  private connections = 0;
  private readonly servers: Server[] = [];
  private port = 0;

  private constructor(private readonly channel: number) {}

  static async set(channel: number): Promise<HostTraps> {
    const traps = new HostTraps(channel);
    chmodSync(traps.folder, 0o777);
    const secret = path.join(traps.folder, "secret");
    writeFileSync(secret, traps.secret);
    chmodSync(secret, 0o666);
    writeFileSync(path.join(traps.folder, "module_of_the_host.py"), `SECRET = "${traps.secret}"\n`);
    process.env.LINEWISE_TRAP = traps.secret;
    traps.port = await traps.listen(0);
    await traps.listen(path.join(traps.folder, "listener"));
    return traps;
  }

  /** An attack's text with this host's places filled in. */
  fill(text: string): string {
    return text
      .replaceAll("%DIR%", this.folder)
      .replaceAll("%PORT%", String(this.port))
      .replaceAll("%PID%", String(process.pid))
      .replaceAll("%CHANNEL%", String(this.channel));
  }

  /** What has been touched, or what of the secret shows in a result. Empty when all is well. */
  sprung(result: unknown): string[] {
    const found: string[] = [];
    const names = readdirSync(this.folder).sort().join(" ");
    if (names !== "listener module_of_the_host.py secret") found.push(`the folder holds: ${names}`);
    else {
      const secret = path.join(this.folder, "secret");
      if (readFileSync(secret, "utf8") !== this.secret) found.push("the secret file was changed");
      if ((statSync(secret).mode & 0o777) === 0o777) found.push("the secret file's mode was changed");
    }
    if (this.connections > 0) found.push("a connection was made");
    if (JSON.stringify(result).includes(this.secret)) found.push("the secret is in the result");
    return found;
  }

  remove(): void {
    for (const server of this.servers) server.close();
    delete process.env.LINEWISE_TRAP;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listen(where: number | string): Promise<number> {
    const server = createServer((socket) => {
      this.connections += 1;
      socket.destroy();
    });
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      const ready = (): void => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      };
      if (typeof where === "number") server.listen(where, "127.0.0.1", ready);
      else server.listen(where, ready);
    });
  }
}
