/** One receiver. Mail is addressed with this object only: a text field would let a stored value name further receivers. */
export type Recipient = { name: string; address: string };

const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;
const TOP_LEVEL = /^(?=.*\p{L})[\p{L}\p{N}-]{2,63}$/u;

/** Whether a text is exactly one plain address: no quotes, comments, lists, routes, spaces or address literals. */
export function isPlainAddress(address: string): boolean {
  if (address.length > 254) return false;
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const labels = address.slice(at + 1).split(".");
  return (
    at > 0 &&
    local.length <= 64 &&
    LOCAL_PART.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    TOP_LEVEL.test(labels.at(-1)!)
  );
}

/** A receiver with a name that is safe in a header, or null where the address is not one plain address. */
export function recipientOf(name: string | null | undefined, address: string): Recipient | null {
  if (!isPlainAddress(address)) return null;
  const oneLine = (name ?? "").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").replace(/\s+/g, " ");
  return { name: oneLine.trim().slice(0, 100), address };
}
