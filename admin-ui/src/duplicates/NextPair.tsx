import { Button } from "@mui/material";
import { useEffect, useRef, useState } from "react";
import { useNotify, useStore } from "react-admin";
import { useNavigate } from "react-router";
import type { DirectoryKind } from "#db/enums.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import type { DuplicateRow } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { useRegistry } from "../shared/useRegistry.ts";
import { useText } from "../shared/useText.ts";
import { nextPair, type PairWindow, type Place, windowOf, windowSize } from "./nextPair.ts";
import { listKeyOf, orderOf, useBlind } from "./useBlind.ts";

type ListParams = {
  page: number;
  perPage: number;
  sort: string;
  order: "ASC" | "DESC";
  filter: Record<string, unknown>;
};
type Props = {
  place: Place | null;
  decided?: boolean;
  /** Of which records of the directory; people where it is not said. */
  kind?: DirectoryKind | undefined;
};
const resourceOf = (kind: DirectoryKind | undefined) => (kind ? "directory_duplicates" : "duplicates");
const untouched = { page: 1, perPage: 25, filter: {} };

/** The list as one left it: its order and filter, open pairs only. */
function useOpenPairs(kind: DirectoryKind | undefined) {
  const registry = useRegistry();
  const blind = useBlind() ?? false;
  const [kept, keep] = useStore<Partial<ListParams>>(listKeyOf(blind, kind), untouched);
  const { field: sort, order } = orderOf(blind);
  const list: ListParams = { ...untouched, sort, order, ...kept };
  const read = async (window: number): Promise<PairWindow> => {
    try {
      const { data, total } = await registry.getList<DuplicateRow>(resourceOf(kind), {
        pagination: { page: window + 1, perPage: windowSize },
        sort: { field: list.sort, order: list.order },
        filter: { ...list.filter, status: "open", ...(kind ? { kind } : { entries: true }) },
      });
      return { ids: data.map(({ id }) => id), total: total ?? data.length };
    } catch (error) {
      // The list has become shorter than the page one left it at.
      if ((error as RegistryError).status === 416) return { ids: [], total: 0 };
      throw error;
    }
  };
  return { list, keep, read };
}

/** Where a pair stands in the list one came from, asked once: what is decided later leaves its neighbours known. */
export function usePlace(current: number, kind?: DirectoryKind): Place | null {
  const now = useOpenPairs(kind);
  const pairs = useRef(now);
  pairs.current = now;
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let here = true;
    const { list, read } = pairs.current;
    const window = windowOf(list);
    read(window).then(
      ({ ids }) => here && setPlace({ window, ids, current }),
      () => here && setPlace({ window, ids: [], current }),
    );
    return () => {
      here = false;
    };
  }, [current]);
  return place?.current === current ? place : null;
}

/** On to the next open pair of the list one came from, by button or `n`. U-M10 */
export function NextPair({ place, decided = false, kind }: Props) {
  const t = useText("duplicates");
  const notify = useNotify();
  const navigate = useNavigate();
  const { list, keep, read } = useOpenPairs(kind);
  const [busy, setBusy] = useState(false);
  const ready = place !== null && !busy;
  const go = async () => {
    if (!place || busy) return;
    setBusy(true);
    try {
      const next = await nextPair(place, read);
      if (!next) return notify(t("next.none"), { type: "info" });
      // The list opens where one is, too.
      if (next.window !== windowOf(list))
        keep({ ...list, page: Math.floor((next.window * windowSize) / list.perPage) + 1 });
      navigate(`/${resourceOf(kind)}/${next.id}/show`, { state: { _scrollToTop: true } });
    } catch (error) {
      notify((error as Error).message, { type: "error" });
    } finally {
      setBusy(false);
    }
  };
  useKey({ combo: "n", label: t("next.key"), group: t("next.group"), enabled: ready }, () => void go());
  return (
    <Button
      variant={decided ? "contained" : "outlined"}
      disabled={place === null}
      loading={busy}
      onClick={() => void go()}
      aria-keyshortcuts="n"
    >
      {t("next.button")}
    </Button>
  );
}
