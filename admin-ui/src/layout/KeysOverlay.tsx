import KeyboardIcon from "@mui/icons-material/Keyboard";
import { Box, Dialog, DialogContent, DialogTitle, IconButton, Tooltip, Typography } from "@mui/material";
import { useState } from "react";
import { type KeyBinding, useBoundKeys, useKey } from "../shared/keys.ts";
import { useText } from "../shared/useText.ts";

const keyNames: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  PageDown: "Page Down",
  PageUp: "Page Up",
  Escape: "Esc",
};
/** `ctrl+s` and `ArrowDown` as they stand on the keys. */
const shownKey = (part: string) =>
  keyNames[part] ??
  part
    .replace("ctrl+", "Ctrl ")
    .replace("alt+", "Alt ")
    .replace(/ ([a-z])$/, (at) => at.toUpperCase());

function Keys({ bindings }: { bindings: readonly KeyBinding[] }) {
  return (
    <Box component="dl" sx={{ m: 0, display: "grid", gridTemplateColumns: "auto 1fr", gap: "6px 16px" }}>
      {bindings.map(({ combo, label }) => (
        <Box key={combo} sx={{ display: "contents" }}>
          <dt>
            {combo.split(" ").map((part) => (
              <kbd key={part} style={{ marginRight: 4 }}>
                {shownKey(part)}
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
  const groups = [...new Set(here.map(({ group }) => group))];
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
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        maxWidth={groups.length > 1 ? "md" : "sm"}
        fullWidth
        aria-labelledby="keys-title"
      >
        <DialogTitle id="keys-title">{t("keys.title")}</DialogTitle>
        <DialogContent>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {t("keys.here")}
          </Typography>
          {here.length > 0 ? (
            <Box sx={{ columns: { sm: groups.length > 1 ? 2 : 1 }, columnGap: 4 }}>
              {groups.map((group) => (
                <Box key={group ?? ""} sx={{ breakInside: "avoid", mb: 1.5 }}>
                  {group ? (
                    <Typography variant="body2" component="h4" sx={{ color: "text.secondary", mb: 0.5 }}>
                      {group}
                    </Typography>
                  ) : null}
                  <Keys bindings={here.filter((each) => each.group === group)} />
                </Box>
              ))}
            </Box>
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
