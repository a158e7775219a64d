import { Box, Stack, Typography } from "@mui/material";
import { useEffect, useRef } from "react";
import { intakeUrls } from "../providers/verbs/intake.ts";
import type { IntakeScanView } from "../providers/wire.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { beginsPart, partOf, type Split } from "./split.ts";

type Props = {
  scan: IntakeScanView;
  /** While it is being split: how, and the page the keys act on. */
  split?: Split;
  current?: number;
  onPage?: (page: number) => void;
};

/** Every page as a small picture in the scan's order, with the document it goes into written on it. */
export function PageStrip({ scan, split, current, onPage }: Props) {
  const t = useText("intake-scans");
  const word = useEnum();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current
      ?.querySelector('[aria-current="true"]')
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const numberOf = (page: IntakeScanView["pages"][number]): number => {
    if (split) return partOf(split, page.pageNumber) + 1;
    return scan.documents.findIndex(({ documentId }) => documentId === page.documentId) + 1;
  };
  const labelOf = (page: IntakeScanView["pages"][number], part: number): string => {
    const values = { page: page.pageNumber, part };
    if (page.coversheetId && part === 0) return t("split.pageSheet", values);
    if (part === 0) return t("split.pageDropped", values);
    if (split && beginsPart(split, page.pageNumber)) return t("split.pageStarts", values);
    return t("split.pageIn", values);
  };

  return (
    <Stack
      ref={strip}
      component="nav"
      aria-label={t("split.strip")}
      direction="row"
      sx={{ gap: 0.75, overflowX: "auto", pb: 1, alignItems: "flex-start" }}
    >
      {scan.pages.map((page) => {
        const { pageNumber, width, height, problems, coversheetId } = page;
        const part = numberOf(page);
        const begins = split && pageNumber > 1 && beginsPart(split, pageNumber);
        const said =
          part > 0
            ? t("split.part", { part })
            : coversheetId
              ? t("split.coversheet")
              : split || scan.status === "filed"
                ? t("split.dropped")
                : "";
        return (
          <Stack
            key={pageNumber}
            sx={{
              flexShrink: 0,
              width: 92,
              pl: begins ? 1.5 : 0,
              boxSizing: "content-box",
              borderLeft: begins ? 3 : 0,
              borderColor: "primary.main",
            }}
          >
            <Box
              component="button"
              type="button"
              disabled={!onPage}
              onClick={() => onPage?.(pageNumber)}
              aria-label={labelOf(page, part)}
              aria-current={pageNumber === current}
              sx={{
                p: 0,
                border: 2,
                borderColor: pageNumber === current ? "primary.main" : "divider",
                borderRadius: "4px",
                bgcolor: "#fff",
                cursor: onPage ? "pointer" : "default",
                width: 92,
                height: 120,
                overflow: "hidden",
                opacity: part === 0 && (split || scan.status === "filed") ? 0.45 : 1,
              }}
            >
              <img
                src={intakeUrls.thumbnail(scan.id, pageNumber)}
                alt=""
                loading="lazy"
                width={width}
                height={height}
                style={{ width: "100%", height: "100%", objectFit: "contain", display: "block" }}
              />
            </Box>
            <Typography variant="caption" component="span" sx={{ color: "text.secondary" }}>
              {pageNumber}
            </Typography>
            <Typography variant="caption" component="span" sx={{ fontWeight: 600, whiteSpace: "nowrap" }}>
              {said}
            </Typography>
            {problems.map((problem) => (
              <Typography
                key={problem}
                variant="caption"
                component="span"
                sx={{ color: "status.waiting.fg" }}
              >
                {word("pageProblem", problem)}
              </Typography>
            ))}
          </Stack>
        );
      })}
    </Stack>
  );
}
