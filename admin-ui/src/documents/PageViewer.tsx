import FitIcon from "@mui/icons-material/FitScreen";
import PreviousIcon from "@mui/icons-material/KeyboardArrowLeft";
import NextIcon from "@mui/icons-material/KeyboardArrowRight";
import RotateIcon from "@mui/icons-material/Rotate90DegreesCw";
import ZoomInIcon from "@mui/icons-material/ZoomIn";
import ZoomOutIcon from "@mui/icons-material/ZoomOut";
import { Box, Card, IconButton, Stack, Tooltip, Typography } from "@mui/material";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Box as Place } from "#db/reading.ts";
import { documentUrls } from "../providers/verbs/documents.ts";
import type { DocumentView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { useText } from "../shared/useText.ts";
import { PageOverlay } from "./PageOverlay.tsx";

type Pages = {
  document: Pick<DocumentView, "id"> & { pages: readonly PageFacts[] };
  page: number;
  onPage: (page: number) => void;
};
type PageFacts = Pick<DocumentView["pages"][number], "pageNumber" | "width" | "height">;
type Props = Pages & {
  /** What stands where the cursor is: its own words, and its line. */
  lit?: Place | null;
  litRow?: Place | null;
  /** A click on the page; `at` is a point, a box without size. */
  onPoint?: (at: Place) => void;
  /** While a place is being marked, dragging draws it. */
  marking?: boolean;
  marked?: Place | null;
  onMark?: (place: Place) => void;
};

const steps = [0.25, 0.4, 0.55, 0.75, 1, 1.35, 1.8, 2.4];

function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

const Tool = ({
  label,
  onClick,
  disabled,
  children,
}: {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}) => (
  <Tooltip title={label}>
    <span>
      <IconButton size="small" aria-label={label} onClick={onClick} disabled={disabled}>
        {children}
      </IconButton>
    </span>
  </Tooltip>
);

/** The page as the registry made it from the upload: zoom, turn, leaf through; keys do the same. */
export function PageViewer({ document, page, onPage, ...overlay }: Props) {
  const t = useText("documents");
  const { ref, width } = useWidth();
  const [zoom, setZoom] = useState<number | null>(null);
  const [turns, setTurns] = useState<Record<number, number>>({});
  const [broken, setBroken] = useState(false);
  const pages = document.pages;
  const shown = pages.find((each) => each.pageNumber === page) ?? pages[0];
  const turn = turns[page] ?? 0;
  const sideways = turn % 2 === 1;
  const fit = shown ? Math.max(0.05, (width - 4) / (sideways ? shown.height : shown.width)) : 1;
  const scale = zoom ?? fit;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    ref.current?.scrollTo({ top: 0, left: 0 });
    setBroken(false);
  }, [page, document.id]);

  const go = (to: number) => {
    if (to >= 1 && to <= pages.length) onPage(to);
  };
  const step = (direction: 1 | -1) => {
    const next =
      direction > 0
        ? steps.find((each) => each > scale + 0.01)
        : steps.findLast((each) => each < scale - 0.01);
    if (next) setZoom(next);
  };
  const rotate = () => setTurns({ ...turns, [page]: (turn + 1) % 4 });
  const group = t("keyGroups.page");
  useKey({ combo: "PageDown", label: t("viewer.next"), group, inFields: true }, () => go(page + 1));
  useKey({ combo: "PageUp", label: t("viewer.previous"), group, inFields: true }, () => go(page - 1));
  useKey({ combo: "+", label: t("viewer.zoomIn"), group }, () => step(1));
  useKey({ combo: "-", label: t("viewer.zoomOut"), group }, () => step(-1));
  useKey({ combo: "0", label: t("viewer.fit"), group }, () => setZoom(null));
  useKey({ combo: "r", label: t("viewer.rotate"), group }, rotate);

  // The lit place comes into sight: its page is turned to, and the page scrolls where it is out of view.
  const { lit } = overlay;
  const litAt = lit ? `${lit.page}:${lit.x}:${lit.y}` : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another place moves the page
  useEffect(() => {
    if (lit && lit.page !== page && pages.some(({ pageNumber }) => pageNumber === lit.page)) onPage(lit.page);
  }, [litAt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is drawn anew with each of these
  useEffect(() => {
    const view = ref.current;
    const place = view?.querySelector("[data-lit]");
    if (!view || !place) return;
    const [outer, inner] = [view.getBoundingClientRect(), place.getBoundingClientRect()];
    const hidden =
      inner.top < outer.top + 24 ||
      inner.bottom > outer.bottom - 24 ||
      inner.left < outer.left ||
      inner.right > outer.right;
    if (!hidden) return;
    view.scrollBy({
      top: (inner.top + inner.bottom - outer.top - outer.bottom) / 2,
      left:
        inner.width > outer.width
          ? inner.left - outer.left
          : (inner.left + inner.right - outer.left - outer.right) / 2,
    });
  }, [litAt, page, scale, turn]);

  if (!shown) return null;
  const size = { width: shown.width * scale, height: shown.height * scale };
  return (
    <Card sx={{ display: "flex", flexDirection: "column", height: "100%", minHeight: 320 }}>
      <Stack direction="row" sx={{ alignItems: "center", px: 0.5, borderBottom: 1, borderColor: "divider" }}>
        <Tool label={t("viewer.previous")} onClick={() => go(page - 1)} disabled={page <= 1}>
          <PreviousIcon fontSize="small" />
        </Tool>
        <Typography variant="body2" sx={{ minWidth: 84, textAlign: "center", whiteSpace: "nowrap" }}>
          {t("viewer.page", { page, pages: pages.length })}
        </Typography>
        <Tool label={t("viewer.next")} onClick={() => go(page + 1)} disabled={page >= pages.length}>
          <NextIcon fontSize="small" />
        </Tool>
        <Box sx={{ flex: 1 }} />
        <Typography variant="caption" sx={{ color: "text.secondary", mr: 0.5, whiteSpace: "nowrap" }}>
          {Math.round(scale * 100)} %
        </Typography>
        <Tool label={t("viewer.zoomOut")} onClick={() => step(-1)}>
          <ZoomOutIcon fontSize="small" />
        </Tool>
        <Tool label={t("viewer.zoomIn")} onClick={() => step(1)}>
          <ZoomInIcon fontSize="small" />
        </Tool>
        <Tool label={t("viewer.fit")} onClick={() => setZoom(null)}>
          <FitIcon fontSize="small" />
        </Tool>
        <Tool label={t("viewer.rotate")} onClick={rotate}>
          <RotateIcon fontSize="small" />
        </Tool>
      </Stack>
      <Stack direction="row" sx={{ flex: 1, minHeight: 0, containerType: "inline-size" }}>
        {pages.length > 1 ? <Thumbnails document={document} page={page} onPage={onPage} /> : null}
        <Box
          ref={ref}
          tabIndex={0}
          aria-label={t("viewer.image", { page })}
          role="region"
          sx={{ flex: 1, minWidth: 0, overflow: "auto", bgcolor: "raised" }}
        >
          {broken ? <Typography sx={{ p: 2 }}>{t("viewer.broken")}</Typography> : null}
          <Box
            sx={{
              position: "relative",
              mx: "auto",
              width: sideways ? size.height : size.width,
              height: sideways ? size.width : size.height,
              display: broken ? "none" : undefined,
            }}
          >
            <Box
              sx={{
                position: "absolute",
                top: "50%",
                left: "50%",
                ...size,
                transform: `translate(-50%, -50%) rotate(${turn * 90}deg)`,
                bgcolor: "#fff",
              }}
            >
              <Box
                component="img"
                src={documentUrls.page(document.id, page)}
                alt={t("viewer.image", { page })}
                onError={() => setBroken(true)}
                draggable={false}
                sx={{ width: "100%", height: "100%", display: "block" }}
              />
              <PageOverlay page={page} {...overlay} />
            </Box>
          </Box>
        </Box>
      </Stack>
    </Card>
  );
}

function Thumbnails({ document, page, onPage }: Pages) {
  const t = useText("documents");
  return (
    <Stack
      component="nav"
      aria-label={t("fields.pageCount")}
      sx={{
        gap: 0.75,
        p: 0.75,
        overflowY: "auto",
        borderRight: 1,
        borderColor: "divider",
        flexShrink: 0,
        // Beside a narrow page they would take its room; the arrows and keys turn it too.
        "@container (max-width: 420px)": { display: "none" },
      }}
    >
      {document.pages.map(({ pageNumber, width, height }) => (
        <Box
          key={pageNumber}
          component="button"
          type="button"
          onClick={() => onPage(pageNumber)}
          aria-label={t("viewer.image", { page: pageNumber })}
          aria-current={pageNumber === page}
          sx={{
            p: 0,
            border: 2,
            borderColor: pageNumber === page ? "primary.main" : "divider",
            borderRadius: "4px",
            bgcolor: "#fff",
            cursor: "pointer",
            width: { xs: 44, lg: 60 },
            flexShrink: 0,
            aspectRatio: `${width} / ${height}`,
            overflow: "hidden",
          }}
        >
          <img
            src={documentUrls.thumbnail(document.id, pageNumber)}
            alt=""
            loading="lazy"
            style={{ width: "100%", display: "block" }}
          />
        </Box>
      ))}
    </Stack>
  );
}
