import type { ThemeOptions } from "@mui/material";
import { defaultDarkTheme, defaultLightTheme } from "react-admin";
import { dark, fontFamily, light, type StatusColors } from "./tokens.ts";

declare module "@mui/material/styles" {
  interface Palette {
    status: StatusColors;
    chart: { received: string; verified: string };
    raised: string;
  }
  interface PaletteOptions {
    status?: StatusColors;
    chart?: { received: string; verified: string };
    raised?: string;
  }
}

function themeOf(mode: "light" | "dark"): ThemeOptions {
  const c = mode === "light" ? light : dark;
  const own: ThemeOptions = {
    palette: {
      mode,
      primary: { main: c.accent, contrastText: c.accentText },
      secondary: { main: c.accent, contrastText: c.accentText },
      error: { main: c.status.bad.fg },
      warning: { main: c.status.waiting.fg },
      success: { main: c.status.good.fg },
      info: { main: c.status.info.fg },
      background: { default: c.ground, paper: c.surface },
      text: { primary: c.text, secondary: c.muted },
      divider: c.edge,
      status: c.status,
      chart: c.chart,
      raised: c.raised,
    },
    shape: { borderRadius: 6 },
    sidebar: { width: 208, closedWidth: 48 },
    typography: {
      fontFamily,
      fontSize: 13,
      h1: { fontSize: "1.375rem", fontWeight: 600, lineHeight: 1.25 },
      h2: { fontSize: "1.0625rem", fontWeight: 600, lineHeight: 1.3 },
      h3: { fontSize: "0.9375rem", fontWeight: 600, lineHeight: 1.35 },
      h6: { fontSize: "1rem", fontWeight: 600 },
      body1: { fontSize: "0.875rem" },
      body2: { fontSize: "0.8125rem" },
      caption: { fontSize: "0.75rem" },
      button: { textTransform: "none", fontWeight: 600 },
    },
    components: {
      // What a list calls its boxes has to stand on the box itself, not on the picture around it.
      MuiCheckbox: {
        defaultProps: {
          slotProps: {
            root: { "aria-label": undefined },
            input: (box: object) => ({ "aria-label": (box as { "aria-label"?: string })["aria-label"] }),
          },
        },
      },
      MuiCssBaseline: {
        styleOverrides: {
          body: { fontVariantNumeric: "tabular-nums" },
          ".visually-hidden": {
            position: "absolute",
            width: 1,
            height: 1,
            overflow: "hidden",
            clipPath: "inset(50%)",
            whiteSpace: "nowrap",
          },
          kbd: {
            fontFamily,
            fontSize: "0.6875rem",
            border: `1px solid ${c.edge}`,
            borderBottomWidth: 2,
            borderRadius: 4,
            padding: "0 5px",
            color: c.muted,
            background: c.surface,
          },
          "a:focus-visible, button:focus-visible, [tabindex]:focus-visible, summary:focus-visible": {
            outline: `2px solid ${c.accent} !important`,
            outlineOffset: 1,
          },
        },
      },
      MuiButton: {
        defaultProps: { size: "small", disableElevation: true },
      },
      MuiButtonBase: { defaultProps: { disableRipple: true } },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: "none" } } },
      MuiCard: { styleOverrides: { root: { border: `1px solid ${c.edge}` } } },
      MuiDialog: { styleOverrides: { paper: { border: `1px solid ${c.edge}` } } },
      MuiTextField: {
        defaultProps: { variant: "outlined", size: "small", margin: "dense", fullWidth: true },
      },
      MuiFormControl: {
        defaultProps: { variant: "outlined", size: "small", margin: "dense", fullWidth: true },
      },
      MuiTableCell: {
        styleOverrides: {
          root: { padding: "5px 10px", borderColor: c.edge, fontSize: "0.8125rem" },
          head: { fontWeight: 600, color: c.muted, backgroundColor: c.surface, whiteSpace: "nowrap" },
        },
      },
      MuiTab: { styleOverrides: { root: { minHeight: 40, padding: "6px 12px", minWidth: 0 } } },
      MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
      MuiTooltip: { defaultProps: { enterDelay: 400 } },
      MuiAlert: { defaultProps: { variant: "standard" }, styleOverrides: { root: { paddingBlock: 2 } } },
      MuiListItemIcon: { styleOverrides: { root: { minWidth: 34 } } },
      RaAppBar: { defaultProps: { color: "inherit" } },
      RaToolbar: { styleOverrides: { root: { backgroundColor: c.raised, minHeight: 48 } } },
      RaLayout: {
        styleOverrides: {
          root: {
            minWidth: 0,
            "& .RaLayout-appFrame": { marginTop: 48 },
            "& .RaLayout-contentWithSidebar": { minWidth: 0 },
            "& .RaLayout-content": { padding: "12px 16px 24px", minWidth: 0, overflowX: "clip" },
            "@media (max-width: 600px)": { "& .RaLayout-content": { padding: "8px 8px 24px" } },
          },
        },
      },
      RaMenuItemLink: {
        styleOverrides: {
          root: {
            borderRadius: 6,
            marginInline: 6,
            paddingInline: 10,
            paddingBlock: 4,
            fontSize: "0.8125rem",
            "&.RaMenuItemLink-active": { backgroundColor: c.raised, color: c.accent, fontWeight: 600 },
            "&.RaMenuItemLink-active svg": { color: c.accent },
          },
        },
      },
      RaList: {
        styleOverrides: {
          root: {
            "& .RaList-main": { minWidth: 0 },
            "& .RaList-content": { minWidth: 0, overflowX: "auto" },
            "& .RaList-actions": {
              alignItems: "center",
              gap: 8,
              flexWrap: "nowrap",
              backgroundColor: "transparent",
              "@media (max-width: 600px)": { alignItems: "stretch", gap: 0, paddingTop: 8 },
            },
          },
        },
      },
      RaDataTable: {
        styleOverrides: {
          root: {
            "& .RaDataTable-tableWrapper": { overflowX: "auto" },
            "& .RaDataTable-headerCell": { padding: "6px 10px" },
          },
        },
      },
    },
  };
  const base = mode === "light" ? defaultLightTheme : defaultDarkTheme;
  return { ...base, ...own, components: { ...base?.components, ...own.components } };
}

export const lightTheme = themeOf("light");
export const darkTheme = themeOf("dark");
