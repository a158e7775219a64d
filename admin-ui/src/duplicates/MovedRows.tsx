import { Box, Typography } from "@mui/material";
import { humanKey } from "../shared/diff.ts";
import { useText } from "../shared/useText.ts";

type Props = { rows: Record<string, { id: number; text: string }[]> };

/** Every row that moves, by kind; a kind opens to its rows one by one. */
export function MovedRows({ rows }: Props) {
  const t = useText("duplicates");
  const nameOf = (table: string) => {
    const plain = table.replace("private.", "");
    const known = t(`tables.${plain}` as "tables.documents");
    return known.startsWith("resources.") ? humanKey(plain).toLowerCase() : known;
  };
  return (
    <>
      {Object.entries(rows).map(([table, each]) => (
        <Box component="details" key={table} sx={{ minWidth: 0 }}>
          <Typography component="summary" variant="body2" sx={{ cursor: "pointer" }}>
            {t("compare.movesLine", { count: each.length, what: nameOf(table) })}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {each.map(({ id, text }) => (
              <Typography component="li" key={id} variant="body2" sx={{ overflowWrap: "anywhere" }}>
                {text}
              </Typography>
            ))}
          </Box>
        </Box>
      ))}
    </>
  );
}
