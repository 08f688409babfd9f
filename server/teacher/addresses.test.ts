import { describe, expect, it } from "vitest";
import { isPublic, resolveHost } from "./addresses";

describe("isPublic", () => {
  it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
    "takes %s for public",
    (address) => expect(isPublic(address)).toBe(true),
  );

  it.each([
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "localhost",
    "",
  ])("does not take %s for public", (address) => expect(isPublic(address)).toBe(false));
});

describe("resolveHost", () => {
  it.each(["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"])("refuses %s", async (host) => {
    await expect(resolveHost(host, { allowPrivate: false })).rejects.toMatchObject({ fault: "address" });
  });

  it("gives the addresses where private ones are allowed", async () => {
    expect(await resolveHost("127.0.0.1", { allowPrivate: true })).toEqual([
      { address: "127.0.0.1", family: 4 },
    ]);
  });

  it("sees through other ways to write an address, as URLs do", async () => {
    for (const text of ["http://2130706433/", "http://0x7f.1/", "http://127.1/"]) {
      const { hostname } = new URL(text);
      await expect(resolveHost(hostname, { allowPrivate: false })).rejects.toMatchObject({
        fault: "address",
      });
    }
  });

  it.each([
    ["ENOTFOUND", "address", false],
    ["EAI_AGAIN", "connection", true],
    ["ESERVFAIL", "connection", true],
    ["ETIMEOUT", "connection", true],
  ])("takes a look-up that ends with %s for a fault of kind %s", async (code, fault, retryable) => {
    const find = () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }));
    const found = resolveHost("models.example", { allowPrivate: false, find });
    await expect(found).rejects.toMatchObject({ fault, retryable });
  });
});
