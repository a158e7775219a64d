const asks = "Send the list as CSV or Excel (.xlsx), or copy it here.";
const starts = (head: Buffer, ...bytes: number[]) =>
  head.subarray(0, bytes.length).equals(Buffer.from(bytes));

/** What a list is by its first bytes; its name and the type the browser claims play no part. */
export function sniffList(head: Buffer): { mimeType: string } | { refused: string } {
  if (starts(head, 0x50, 0x4b, 0x03, 0x04))
    return { mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0))
    return { refused: `This is an old Excel file (.xls), or one with a password. ${asks}` };
  if (head.subarray(0, 1024).includes("%PDF-")) return { refused: `This is a PDF. ${asks}` };
  if (
    starts(head, 0xff, 0xd8, 0xff) ||
    starts(head, 0x89, 0x50, 0x4e, 0x47) ||
    starts(head, 0x47, 0x49, 0x46)
  )
    return { refused: `This is a picture. ${asks}` };
  const text = head.toString("latin1").trimStart().toLowerCase();
  if (["<!doctype", "<html", "<?xml", "<table", "{\\rtf"].some((opening) => text.startsWith(opening)))
    return { refused: `This is a web page or a text document. ${asks}` };
  return { mimeType: "text/csv" };
}
