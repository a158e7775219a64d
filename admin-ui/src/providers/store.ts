import { localStorageStore } from "react-admin";

/** What someone chose for themselves (theme, sidebar, list filters); the version changes when its shape does. */
export const store = localStorageStore("1", "rollbook");
