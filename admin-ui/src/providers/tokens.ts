/** What a colour says; every use of it also says it in words. */
export const tones = ["good", "waiting", "bad", "info", "quiet"] as const;
export type Tone = (typeof tones)[number];
export type StatusColors = Record<Tone, { fg: string; bg: string; edge: string }>;

type Palette = {
  accent: string;
  accentText: string;
  ground: string;
  surface: string;
  raised: string;
  text: string;
  muted: string;
  edge: string;
  status: StatusColors;
  chart: { received: string; verified: string };
};

export const light: Palette = {
  accent: "#0b6e69",
  accentText: "#ffffff",
  ground: "#f4f6f7",
  surface: "#ffffff",
  raised: "#eef1f3",
  text: "#18212b",
  muted: "#55616e",
  edge: "#d7dde3",
  status: {
    good: { fg: "#17653a", bg: "#e6f3eb", edge: "#b5d9c4" },
    waiting: { fg: "#7a4d00", bg: "#fcf1dd", edge: "#ecd3a1" },
    bad: { fg: "#a1261d", bg: "#fbe9e7", edge: "#efc1bb" },
    info: { fg: "#1f4f86", bg: "#e7eff9", edge: "#bdd2ec" },
    quiet: { fg: "#4a5561", bg: "#edf0f2", edge: "#d0d7de" },
  },
  chart: { received: "#93a1ad", verified: "#0b6e69" },
};

export const dark: Palette = {
  accent: "#5fc4bc",
  accentText: "#06201e",
  ground: "#12171c",
  surface: "#1a2026",
  raised: "#232b33",
  text: "#e3e8ed",
  muted: "#9dabb8",
  edge: "#36414c",
  status: {
    good: { fg: "#8fd6ab", bg: "#173226", edge: "#2c5a43" },
    waiting: { fg: "#eec27a", bg: "#392a10", edge: "#664c1f" },
    bad: { fg: "#f4a89f", bg: "#3f1d1a", edge: "#71352f" },
    info: { fg: "#9cc5f2", bg: "#172b42", edge: "#2c4d74" },
    quiet: { fg: "#b6c2cd", bg: "#28313a", edge: "#404c58" },
  },
  chart: { received: "#71808d", verified: "#5fc4bc" },
};

/** System fonts only: nothing is loaded from elsewhere. */
export const fontFamily =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif';
