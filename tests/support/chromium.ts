import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const SYSTEM = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(
  (name) => `/usr/bin/${name}`,
);
const PATH = "/usr/local/bin:/usr/bin:/bin";
/** Not the npm package's own list, which turns off web security and puts everything into one process. */
const ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--no-first-run", "--font-render-hinting=none"],
];

const launches = 3;

/** Launches a real, headless Chromium: the system's where there is one, else the one that npm installed. */
export async function launchChromium(): Promise<Browser> {
  const system = SYSTEM.find((path) => existsSync(path));
  const home = system ? "" : unpackOnce();
  const options = system
    ? { executablePath: system, args: ARGS }
    : { executablePath: join(home, "chromium"), args: [...ARGS, "--headless=shell"], env: environment(home) };
  for (let attempt = 1; ; attempt++) {
    try {
      return await chromium.launch(options);
    } catch (error) {
      // The browser now and then crashes in its own start-up (SIGSEGV) on a busy machine; it has shown nothing yet.
      if (attempt === launches || !/signal=SIG(SEGV|TRAP|ABRT)/.test(String(error))) throw error;
    }
  }
}

/**
 * Unpacks the npm package's browser, its libraries and its font into a folder of this version and account, and
 * returns the folder. Test processes may race: each unpacks aside and the first rename wins.
 */
function unpackOnce(): string {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(packageFile(entry), "utf8")) as { version: string };
  const home = join(tmpdir(), `rollbook-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(home)) {
    if (statSync(home).uid !== process.getuid?.())
      throw new Error(`${home} belongs to another account; remove it.`);
    return home;
  }
  const aside = mkdtempSync(`${home}.`);
  // The package unpacks into the temp folder, and its libraries only where it believes to be on that platform.
  const unpack = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", `import c from ${JSON.stringify(entry)}; await c.executablePath();`],
    {
      env: { PATH, TMPDIR: aside, HOME: aside, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
      encoding: "utf8",
    },
  );
  if (unpack.status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    throw new Error(`Chromium could not be unpacked: ${unpack.stderr}`);
  }
  writeFileSync(join(aside, "fonts.conf"), fontConfiguration(home));
  try {
    renameSync(aside, home);
  } catch {
    rmSync(aside, { recursive: true, force: true });
  }
  return home;
}

function packageFile(entry: string): string {
  let dir = dirname(entry);
  while (!existsSync(join(dir, "package.json"))) dir = dirname(dir);
  const file = join(dir, "package.json");
  return "version" in JSON.parse(readFileSync(file, "utf8")) ? file : packageFile(dir);
}

/** Adds what a bare system lacks: the libraries when the loader misses some, and a font configuration. */
function environment(home: string): Record<string, string> {
  const plain = { PATH, HOME: home };
  const probe = spawnSync(join(home, "chromium"), ["--version"], { env: plain });
  return {
    ...plain,
    ...(probe.status === 0 ? {} : { LD_LIBRARY_PATH: join(home, "al2023/lib") }),
    ...(existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_FILE: join(home, "fonts.conf") }),
  };
}

function fontConfiguration(home: string): string {
  const dejavu = dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json"));
  const folders = [join(home, "fonts"), join(dejavu, "ttf")].map((dir) => `<dir>${dir}</dir>`).join("");
  return `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(home, "font-cache")}</cachedir></fontconfig>`;
}
