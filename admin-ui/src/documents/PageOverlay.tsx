import { Box } from "@mui/material";
import { type PointerEvent, useRef, useState } from "react";
import type { Box as Place } from "#db/reading.ts";

type Props = {
  page: number;
  lit?: Place | null;
  litRow?: Place | null;
  onPoint?: (at: Place) => void;
  marking?: boolean;
  marked?: Place | null;
  onMark?: (place: Place) => void;
};

const clamp = (value: number) => Math.min(1, Math.max(0, value));
/** Smaller than this a drag was a click that shook. */
const leastMark = 0.004;

/** A little room around the words, so that the line does not lie over them. */
const around = ({ x, y, width, height }: Place) => ({
  x: x - 0.003,
  y: y - 0.002,
  width: width + 0.006,
  height: height + 0.004,
});

/** The layer over a page image that lights up places and takes clicks; in fractions of the page, it turns with it. */
export function PageOverlay({ page, lit, litRow, onPoint, marking, marked, onMark }: Props) {
  const layer = useRef<SVGSVGElement>(null);
  const [from, setFrom] = useState<Place | null>(null);
  const [drawn, setDrawn] = useState<Place | null>(null);
  const at = (event: PointerEvent): Place => {
    const matrix = layer.current?.getScreenCTM()?.inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return { page, x: clamp(point.x), y: clamp(point.y), width: 0, height: 0 };
  };
  const between = (a: Place, b: Place): Place => ({
    page,
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  });
  const here = (place: Place | null | undefined) => (place?.page === page ? place : undefined);
  const [word, line, mark] = [here(lit), here(litRow), here(drawn) ?? here(marked)];
  return (
    <Box
      component="svg"
      ref={layer}
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      aria-hidden
      onPointerDown={(event: PointerEvent) => {
        if (!marking || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(at(event));
      }}
      onPointerMove={(event: PointerEvent) => {
        if (from) setDrawn(between(from, at(event)));
      }}
      onPointerUp={(event: PointerEvent) => {
        if (from) {
          const place = between(from, at(event));
          if (place.width > leastMark && place.height > leastMark) onMark?.(place);
          setFrom(null);
          setDrawn(null);
        } else if (!marking) onPoint?.(at(event));
      }}
      onPointerCancel={() => {
        setFrom(null);
        setDrawn(null);
      }}
      sx={{
        position: "absolute",
        inset: 0,
        width: "100%",
        height: "100%",
        cursor: marking ? "crosshair" : undefined,
        touchAction: marking ? "none" : undefined,
        // The page is white paper in both lights, so its inks are the same in both.
        "& rect": { fill: "none", strokeWidth: 2, vectorEffect: "non-scaling-stroke" },
        "& .line": { fill: "#0b6e69", fillOpacity: 0.1 },
        "& .word": { stroke: "#0b6e69", fill: "#0b6e69", fillOpacity: 0.14 },
        "& .mark": { stroke: "#a1261d", fill: "#a1261d", fillOpacity: 0.1, strokeDasharray: "6 3" },
      }}
    >
      {line ? <rect className="line" {...around(line)} /> : null}
      {word ? <rect className="word" data-lit="" {...around(word)} /> : null}
      {mark ? <rect className="mark" {...around(mark)} /> : null}
    </Box>
  );
}
