/** Where each encrypted field rests: a ciphertext is bound to its table, column and row, and opens nowhere else. */
export const wagePlace = (employmentId: number) => ({
  table: "employment_wages",
  column: "amount",
  rowId: employmentId,
});

/** Bound to the secret's own row, which a merge moves to the survivor whole. */
export const ssnPlace = (rowId: number) => ({ table: "participant_secrets", column: "ssn", rowId });
