import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { RegistryProvider } from "../providers/dataProvider.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import { useRegistry } from "./useRegistry.ts";

type Options = {
  enabled?: boolean;
  staleTime?: number;
  refetchInterval?: number | false;
  /** Shows the last answer until the one to a changed question is there. */
  keepLast?: boolean;
};

/** Reads what is no list and no record of react-admin's own, e.g. a preview. */
export function useRead<T>(
  key: readonly unknown[],
  read: (registry: RegistryProvider) => Promise<T>,
  { keepLast, ...options }: Options = {},
) {
  const registry = useRegistry();
  return useQuery<T, RegistryError>({
    queryKey: key,
    queryFn: () => read(registry),
    retry: false,
    placeholderData: keepLast ? keepPreviousData : undefined,
    ...options,
  });
}
