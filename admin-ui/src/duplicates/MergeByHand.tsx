import { Box, Button, Card, Stack, TextField } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { PageHead } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { CompareDesk } from "./CompareDesk.tsx";

/** Any two numbers, whether the registry found them alike or not. */
export function MergeByHand() {
  const t = useText("duplicates");
  const [query, setQuery] = useSearchParams();
  const left = query.get("left") ?? "";
  const right = query.get("right") ?? "";
  const [typed, setTyped] = useState({ left, right });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setQuery({ left: typed.left.trim(), right: typed.right.trim() });
  };
  return (
    <Box>
      <PageHead title={t("compare.title")} />
      <Card sx={{ p: 1.5, mb: 1.5 }}>
        <Stack
          component="form"
          onSubmit={submit}
          direction={{ xs: "column", sm: "row" }}
          sx={{ gap: 1, alignItems: { sm: "center" } }}
        >
          {(["left", "right"] as const).map((side) => (
            <TextField
              key={side}
              required
              margin="none"
              label={t(`compare.${side}`)}
              value={typed[side]}
              onChange={(event) => setTyped({ ...typed, [side]: event.target.value })}
              slotProps={{ htmlInput: { inputMode: "numeric", pattern: "[0-9]{1,10}" } }}
            />
          ))}
          <Button type="submit" variant="contained" sx={{ flexShrink: 0 }}>
            {t("compare.go")}
          </Button>
        </Stack>
      </Card>
      {left && right ? <CompareDesk key={`${left}/${right}`} left={left} right={right} mayMerge /> : null}
    </Box>
  );
}
