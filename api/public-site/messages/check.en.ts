/** The page that checks a printed report. */
export const check = {
  title: "Check a report",
  lead: (registry: string) =>
    `For employers, licensing and colleges: see whether an Education & Training Report of the ${registry} is still current.`,
  code: "Verification code",
  codeHint:
    "16 letters and digits, printed at the top and at the foot of every page, like K7QM-2RXA-9FHT-WD4P.",
  codeWrong: "A verification code has 16 letters and digits. Check it against the paper.",
  button: "Check",
  fileTitle: "Check a file",
  fileLead:
    "If you received the report as a PDF, we can tell whether it is the file we issued. The file is compared and not kept.",
  file: "The PDF as you received it",
  fileButton: "Check the file",
  answer: "Answer for this code",
  current: "Current",
  currentText: "The registry would print the same report today.",
  superseded: "Superseded",
  supersededText: "The record has changed since this report was issued. Ask the person for a newer report.",
  supersededSince: (date: string) => `A report that says something else was issued on ${date}.`,
  withdrawn: "Withdrawn",
  withdrawnText: (date: string) => `The registry took this report back on ${date}. Do not rely on it.`,
  compareTitle: "Compare with the paper",
  compareLead: "These are printed on the report this code belongs to.",
  registry: "Issued by",
  name: "Name",
  number: "Registry number",
  numberEnding: (digits: string) => `ends in ${digits}`,
  issued: "Date of issue",
  version: "Version",
  lines: (count: number) => (count === 1 ? "1 line" : `${count} lines`),
  differs: (phone: string) =>
    `If anything differs, the paper was altered or carries the code of another report. Call the registry: ${phone}.`,
  another: "Check another report",
  unknown: "No report has this code",
  unknownText:
    "Check the letters against the paper. If they are right, this registry did not issue the report.",
  fileWhole: "Unaltered file of a report",
  fileWholeText: "This file is, byte for byte, a report this registry issued.",
  fileOther: "Not a file we issued",
  fileOtherText:
    "This file was altered, printed or scanned again, or is not ours. Check the code that is printed on it.",
} as const;
