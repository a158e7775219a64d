/** `columns` of the file that make up each field; `identifiers` and `extras` keep their own names. */
export type Mapping = { columns: Partial<Record<string, string[]>>; identifiers: string[]; extras: string[] };

export type CsvRow = Readonly<Record<string, string>>;
