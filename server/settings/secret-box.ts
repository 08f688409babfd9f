import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "#server/core/errors";

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts with AES-256-GCM and the data folder's key, made when first needed. `boundTo` is authenticated with the secret: it
 * opens for nothing else. The text is base64 of nonce, tag and ciphertext.
 */
export function sealSecret(dataDir: string, secret: string, boundTo: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", makeKey(dataDir), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** The secret; null when this folder's key did not seal it, or not for this. */
export function openSecret(dataDir: string, sealed: string, boundTo: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const nonce = bytes.subarray(0, nonceBytes);
    const options = { authTagLength: tagBytes };
    const decipher = createDecipheriv("aes-256-gcm", readKey(dataDir), nonce, options)
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}

const keyFile = (dataDir: string) => path.join(dataDir, "secret.key");

function readKey(dataDir: string): Buffer {
  const key = Buffer.from(readFileSync(keyFile(dataDir), "utf8").trim(), "base64");
  if (key.length !== keyBytes) {
    throw new AppError("internal", "The data folder's secret.key is no key of this version's.");
  }
  return key;
}

/** The folder's key, made if there is none. Two processes that make one at once end up with the same. */
function makeKey(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const own = `${keyFile(dataDir)}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    writeFileSync(own, `${randomBytes(keyBytes).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
    // Fails where there is one already, whole.
    linkSync(own, keyFile(dataDir));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readKey(dataDir);
}
