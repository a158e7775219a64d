type Named = { givenName: string; middleName?: string | null; familyName: string };

/** Given, middle and family name in that order. */
export const fullName = ({ givenName, middleName, familyName }: Named) =>
  [givenName, middleName, familyName].filter(Boolean).join(" ");
