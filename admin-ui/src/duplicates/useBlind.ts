import { useStore } from "react-admin";

/** Whether this person judges pairs without being told how alike they look. */
export const useBlind = () => useStore("duplicates.blind", false);

/** What a list of pairs is asked then: a band that was chosen before would tell. */
export const blindFilter = { blind: true, band: undefined } as const;
