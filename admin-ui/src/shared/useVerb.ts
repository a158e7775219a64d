import { useMutation } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useNotify, useRefresh } from "react-admin";
import type { RegistryProvider } from "../providers/dataProvider.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import { useRegistry } from "./useRegistry.ts";

type Options<I, O> = {
  /** What is said when it worked; nothing where left out. */
  done?: string | ((answer: O, input: I) => string);
  onDone?: (answer: O, input: I) => void;
  /** False where the caller shows the error itself. */
  announce?: boolean;
  /** False where nothing on the screen changes by it. */
  refresh?: boolean;
};

/**
 * Calls one verb and waits for the server: nothing is shown as done before it is. A second call while the first is
 * under way (a double click) is not made.
 */
export function useVerb<I, O>(
  verb: (registry: RegistryProvider, input: I) => Promise<O>,
  { done, onDone, announce = true, refresh = true }: Options<I, O> = {},
) {
  const registry = useRegistry();
  const notify = useNotify();
  const reload = useRefresh();
  const underWay = useRef(false);
  const mutation = useMutation<O, RegistryError, I>({
    mutationFn: (input) => verb(registry, input),
    onSuccess: (answer, input) => {
      if (done) notify(typeof done === "string" ? done : done(answer, input), { type: "success" });
      onDone?.(answer, input);
      if (refresh) reload();
    },
    onError: (error) => {
      if (announce) notify(error.message, { type: "error", autoHideDuration: 8000 });
    },
    onSettled: () => {
      underWay.current = false;
    },
  });
  const send = mutation.mutate;
  const mutate = useCallback<typeof send>(
    (...given) => {
      if (underWay.current) return;
      underWay.current = true;
      send(...given);
    },
    [send],
  );
  return { ...mutation, mutate };
}
