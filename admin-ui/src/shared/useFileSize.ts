import { useCallback } from "react";
import { useText } from "./useText.ts";

/** A file's size as people say it: kB below 1 MB, then MB with one decimal. */
export function useFileSize() {
  const t = useText("shared");
  return useCallback(
    (bytes: number) =>
      bytes < 1e6
        ? t("bytes.kb", { n: Math.ceil(bytes / 1e3).toLocaleString("en-US") })
        : t("bytes.mb", { n: (bytes / 1e6).toFixed(1) }),
    [t],
  );
}
