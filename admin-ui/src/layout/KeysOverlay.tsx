import KeyboardIcon from "@mui/icons-material/Keyboard";
import { Box, Dialog, DialogContent, DialogTitle, IconButton, Tooltip, Typography } from "@mui/material";
import { useState } from "react";
import { type KeyBinding, useBoundKeys, useKey } from "../shared/keys.ts";
import { useText } from "../shared/useText.ts";

function Keys({ bindings }: { bindings: readonly KeyBinding[] }) {
  return (
    <Box component="dl" sx={{ m: 0, display: "grid", gridTemplateColumns: "auto 1fr", gap: "6px 16px" }}>
      {bindings.map(({ combo, label }) => (
        <Box key={combo} sx={{ display: "contents" }}>
          <dt>
            {combo.split(" ").map((part) => (
              <kbd key={part} style={{ marginRight: 4 }}>
                {part.replace("ctrl+", "Ctrl ").replace("alt+", "Alt ")}
              </kbd>
            ))}
          </dt>
          <dd style={{ margin: 0 }}>{label}</dd>
        </Box>
      ))}
    </Box>
  );
}

/** Every key that does something here, one key (`?`) away. */
export function KeysOverlay() {
  const t = useText("shared");
  const layout = useText("layout");
  const [open, setOpen] = useState(false);
  const bound = useBoundKeys();
  useKey({ combo: "?", label: layout("keysOf.help"), everywhere: true }, () => setOpen(true));
  const unique = [
    ...new Map(bound.filter((each) => each.enabled !== false).map((each) => [each.combo, each])).values(),
  ];
  const here = unique.filter((each) => !each.everywhere);
  return (
    <>
      <Tooltip title={`${layout("keys")} (?)`}>
        <IconButton
          color="inherit"
          aria-label={layout("keys")}
          onClick={() => setOpen(true)}
          sx={{ display: { xs: "none", sm: "inline-flex" } }}
        >
          <KeyboardIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="sm" fullWidth aria-labelledby="keys-title">
        <DialogTitle id="keys-title">{t("keys.title")}</DialogTitle>
        <DialogContent>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {t("keys.here")}
          </Typography>
          {here.length > 0 ? (
            <Keys bindings={here} />
          ) : (
            <Typography variant="body2">{t("keys.none")}</Typography>
          )}
          <Typography variant="h3" sx={{ mt: 2, mb: 1 }}>
            {t("keys.everywhere")}
          </Typography>
          <Keys bindings={unique.filter((each) => each.everywhere)} />
        </DialogContent>
      </Dialog>
    </>
  );
}
