import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { CallError } from "./call-error";

/** IANA's special-purpose registries: everything that is not an address of some machine on the public internet. */
const special = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  special.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 128],
  ["::1", 128],
  // Of these an inner IPv4 address may be the one that is reached.
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  special.addSubnet(net, bits, "ipv6");

/** Whether an IP address belongs to a machine on the public internet. */
export function isPublic(address: string): boolean {
  const [bare = ""] = address.split("%");
  const family = isIP(bare);
  if (family === 0) return false;
  // `check` sees through IPv4-mapped IPv6 addresses by itself.
  return !special.check(bare, family === 4 ? "ipv4" : "ipv6");
}

export type Address = { address: string; family: number };

/**
 * The addresses that a host name stands for, each checked: the connection is to be made to these and to none that a second
 * look-up might bring. Throws `address` when there is no such name, or when one of them is not public and that was not
 * allowed; `connection` when the name could not be looked up.
 */
export async function resolveHost(
  hostname: string,
  { allowPrivate, find = findAll }: { allowPrivate: boolean; find?: (host: string) => Promise<Address[]> },
): Promise<Address[]> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const found = await find(host).catch((error) => {
    // Only this says that there is no such name; everything else is a look-up that came to nothing, and may pass.
    if (codeOf(error) === "ENOTFOUND") return [];
    throw new CallError(
      "connection",
      `The name ${host} could not be looked up: ${codeOf(error) ?? "no answer"}.`,
    );
  });
  if (found.length === 0) throw new CallError("address", `The name ${host} is not known here.`);
  if (!allowPrivate && !found.every(({ address }) => isPublic(address))) {
    throw new CallError(
      "address",
      `${host} is an address of this machine or of a private network. Allow private addresses in the settings if that is where the model runs.`,
    );
  }
  return found;
}

const findAll = (host: string): Promise<Address[]> => lookup(host, { all: true });

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
