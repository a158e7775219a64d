import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Where a ciphertext belongs; moved anywhere else it no longer opens (TRUST 4.1: AAD = table, column, row). */
export type SecretPlace = { table: string; column: string; rowId: number };

export type Secrets = {
  /** `v1.<nonce>.<ciphertext>.<tag>`, base64url. */
  seal(plain: string, place: SecretPlace): string;
  /** @throws Error when the value was altered or belongs to another row. */
  open(sealed: string, place: SecretPlace): string;
  /** Keyed, full-length HMAC-SHA-256 of a normalised value: equality only, never shown. */
  blindIndex(kind: "ssn" | "request" | "address", value: string): string;
};

const aad = ({ table, column, rowId }: SecretPlace) => Buffer.from(`${table}|${column}|${rowId}`);

/** Field encryption (AES-256-GCM, NIST SP 800-38D) and blind index under keys derived from one 32-byte master key. */
export function makeSecrets(masterKeyHex: string): Secrets {
  if (!/^[0-9a-f]{64}$/i.test(masterKeyHex))
    throw new Error("The secret key must be 64 hex digits (32 bytes).");
  const master = Buffer.from(masterKeyHex, "hex");
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", master, "registry", use, 32));
  const sealKey = derive("field-encryption-v1");
  const indexKey = derive("blind-index-v1");
  return {
    seal(plain, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealKey, nonce).setAAD(aad(place));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return ["v1", ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(
        ".",
      );
    },
    open(sealed, place) {
      const [v, nonce, body, tag] = sealed.split(".");
      if (v !== "v1" || !nonce || body === undefined || !tag) throw new Error("Not a sealed value.");
      const decipher = createDecipheriv("aes-256-gcm", sealKey, Buffer.from(nonce, "base64url"))
        .setAAD(aad(place))
        .setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString(
        "utf8",
      );
    },
    blindIndex: (kind, value) => createHmac("sha256", indexKey).update(`${kind}:${value}`).digest("hex"),
  };
}
