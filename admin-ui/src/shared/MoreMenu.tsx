import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import { Button, Menu, MenuItem } from "@mui/material";
import { useId, useRef, useState } from "react";
import { useText } from "./useText.ts";

export type MoreItem = { key: string; label: string; onPick: () => void };

/** The less used actions of a page behind one button. What is picked starts once the menu is gone, so that a dialog keeps the focus. */
export function MoreMenu({ items, busy }: { items: readonly MoreItem[]; busy?: boolean }) {
  const t = useText("shared");
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const picked = useRef<MoreItem>(undefined);
  const [open, setOpen] = useState(false);
  if (items.length === 0) return null;
  return (
    <>
      <Button
        ref={button}
        color="inherit"
        variant="outlined"
        loading={busy}
        endIcon={<ExpandMoreIcon />}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(true)}
      >
        {t("more")}
      </Button>
      <Menu
        id={id}
        open={open}
        anchorEl={button.current}
        onClose={() => setOpen(false)}
        slotProps={{
          transition: {
            onExited: () => {
              picked.current?.onPick();
              picked.current = undefined;
            },
          },
        }}
      >
        {items.map((item) => (
          <MenuItem
            key={item.key}
            onClick={() => {
              picked.current = item;
              setOpen(false);
            }}
          >
            {item.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
