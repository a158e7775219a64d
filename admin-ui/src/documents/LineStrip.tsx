import { Box } from "@mui/material";
import type { Box as Place } from "#db/reading.ts";

/** Where a page's picture is and how large, in pixels. */
export type PageImage = { src: string; width: number; height: number };
type Props = { place: Place; word: Place | null; image: PageImage };

/** A line narrower than this would be shown larger than life. */
const leastWidth = 0.45;

/** The line of the page that the focused row was read from, enlarged beside the row: eyes need not travel. */
export function LineStrip({ place, word, image }: Props) {
  const width = Math.min(1, Math.max(leastWidth, place.width + 0.02));
  const x = Math.min(1 - width, Math.max(0, place.x - 0.01));
  const room = place.height * 0.6;
  const y = Math.max(0, place.y - room);
  const height = place.height + 2 * room;
  return (
    <Box
      aria-hidden
      sx={{
        position: "relative",
        overflow: "hidden",
        width: "100%",
        maxHeight: 64,
        bgcolor: "#fff",
        border: 1,
        borderColor: "divider",
        aspectRatio: `${width * image.width} / ${height * image.height}`,
      }}
    >
      <Box
        component="img"
        src={image.src}
        alt=""
        draggable={false}
        style={{
          position: "absolute",
          width: `${100 / width}%`,
          left: `${(-100 * x) / width}%`,
          transform: `translateY(${-100 * y}%)`,
        }}
      />
      {word?.page === place.page ? (
        <Box
          style={{
            position: "absolute",
            left: `${(100 * (word.x - x)) / width}%`,
            width: `${(100 * word.width) / width}%`,
            top: `${(100 * (word.y - y)) / height}%`,
            height: `${(100 * word.height) / height}%`,
          }}
          sx={{ bgcolor: "#0b6e6924", outline: "2px solid #0b6e69", outlineOffset: 1 }}
        />
      ) : null}
    </Box>
  );
}
