import { useDataProvider } from "react-admin";
import type { RegistryProvider } from "../providers/dataProvider.ts";

/** The one way a screen speaks to the registry: a typed method per verb. */
export const useRegistry = () => useDataProvider<RegistryProvider>();
