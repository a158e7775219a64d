import { useEffect } from "react";
import { useText } from "./useText.ts";

/** Names the page in the browser's tab and its history. */
export function useDocumentTitle(title: string | undefined): void {
  const t = useText("shared");
  useEffect(() => {
    if (title) document.title = `${title} · ${t("name")}`;
  }, [title, t]);
}

/** The heading of a form that speaks for itself: read out, not drawn. */
export function HiddenTitle({ children }: { children: string }) {
  useDocumentTitle(children);
  return <h1 className="visually-hidden">{children}</h1>;
}
