/** The key under which cards stand among the runs: they are made on a record's page, never from the reports' menu. */
export const cardKey = "membership_card";
