import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import express, { type Request, type Response, Router } from "express";
import { sha256Hex } from "../http/session-id.ts";

const installed = fileURLToPath(new URL("../../node_modules/@uswds/uswds/", import.meta.url));
const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { version: string };
const uswds = join(installed, "dist");

type Sheet = { plain: Buffer; gzip: Buffer; br: Buffer };

/** A stylesheet in the encodings browsers ask for, compressed once: half a megabyte becomes 50 kB on a phone. */
function compressed(plain: Buffer): Sheet {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  return { plain, gzip: gzipSync(plain), br: brotliCompressSync(plain, quality) };
}

function sendSheet(read: () => Buffer) {
  let sheet: Sheet | undefined;
  return (req: Request, res: Response) => {
    sheet ??= compressed(read());
    const encodings = String(req.get("accept-encoding") ?? "");
    const encoding = /\bbr\b/.test(encodings) ? "br" : /\bgzip\b/.test(encodings) ? "gzip" : "plain";
    if (encoding !== "plain") res.set("Content-Encoding", encoding);
    res.set({ "Cache-Control": "public, max-age=31536000, immutable", Vary: "Accept-Encoding" });
    res.type("text/css").send(sheet[encoding]);
  };
}

const siteSheet = ["frame", "forms", "content", "screens"]
  .map((name) => readFileSync(fileURLToPath(new URL(`./assets/${name}.css`, import.meta.url)), "utf8"))
  .join("\n");
const siteMark = sha256Hex(siteSheet).slice(0, 10);

/** Addresses change with their content, so browsers may keep what they have for a year. */
export const styles = {
  uswds: `/assets/uswds/${version}/css/uswds.min.css`,
  site: `/assets/site/${siteMark}/site.css`,
};

/** The U.S. Web Design System from the installed package and the site's own few rules. */
export function assetRoutes(): Router {
  const router = Router();
  router.get(
    "/assets/uswds/:version/css/uswds.min.css",
    sendSheet(() => readFileSync(join(uswds, "css/uswds.min.css"))),
  );
  router.get(
    "/assets/site/:mark/site.css",
    sendSheet(() => Buffer.from(siteSheet)),
  );
  for (const folder of ["fonts", "img"]) {
    router.use(
      `/assets/uswds/:version/${folder}`,
      express.static(join(uswds, folder), { immutable: true, maxAge: "1y", index: false }),
    );
  }
  return router;
}
