/** The JSON view of a row: instants become ISO strings; calendar dates are strings already, so no time zone moves them. */
export type Wire<T> = T extends Date
  ? string
  : T extends bigint
    ? string
    : T extends readonly (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [Key in keyof T]: Wire<T[Key]> }
        : T;
