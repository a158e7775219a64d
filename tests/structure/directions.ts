import type { Import } from "./source-tree.ts";

/** A direction of the house: files matching `files` may not import targets matching `never`. */
export type Direction = {
  rule: string;
  files: RegExp;
  unless?: RegExp;
  never: RegExp;
  typesAreFine?: boolean;
  /** A path and a target that break the rule: proof that it can fail. */
  broken: [file: string, target: string];
};

const SERVER_PACKAGES =
  /^package (express|express-session|express-rate-limit|helmet|passport|passport-local|busboy|pino-http)$/;

export const directions: Direction[] = [
  {
    rule: "db knows nothing above it",
    files: /^db\//,
    never: /^(reports|api|workers|admin-ui|bin|tests)\//,
    broken: ["db/client.ts", "api/kernel/errors.ts"],
  },
  {
    rule: "reports depend on db only",
    files: /^reports\//,
    never: /^(api|workers|admin-ui|bin|tests)\//,
    broken: ["reports/index.ts", "api/kernel/context.ts"],
  },
  {
    rule: "the kernel does not know the domains or HTTP",
    files: /^api\/kernel\//,
    never: /^api\/(domains|http|public-site|app\.ts|main\.ts)/,
    broken: ["api/kernel/audit.ts", "api/domains/audit/index.ts"],
  },
  {
    rule: "linkage computes and knows nothing of the registry",
    files: /^api\/linkage\//,
    never: /^(db|reports|workers|admin-ui|api\/(?!linkage\/)|package (drizzle-orm|postgres|graphile-worker))/,
    broken: ["api/linkage/score.ts", "package drizzle-orm"],
  },
  {
    rule: "a domain's verbs do not know HTTP; only its routes do",
    files: /^api\/domains\//,
    unless: /\/routes\.ts$/,
    never: /^api\/(http|public-site|app\.ts|main\.ts)/,
    broken: ["api/domains/documents/decide.ts", "api/http/resource.ts"],
  },
  {
    rule: "the API enqueues and never imports workers",
    files: /^api\//,
    never: /^workers\//,
    broken: ["api/domains/documents/decide.ts", "workers/tasks/process-upload.ts"],
  },
  {
    rule: "workers never import HTTP code",
    files: /^workers\//,
    never: /^api\/(http\/|public-site\/|app\.ts|main\.ts|.*\/routes\.ts)/,
    broken: ["workers/tasks/send-email.ts", "api/domains/documents/routes.ts"],
  },
  {
    rule: "nothing but tests and the command line imports them",
    files: /^(db|reports|api|workers|admin-ui)\//,
    never: /^(tests|bin)\//,
    broken: ["api/app.ts", "tests/support/factories.ts"],
  },
  {
    rule: "Express only in api/http, api/app.ts, routes.ts and api/public-site",
    files: /^(db|reports|api|workers|admin-ui|bin)\//,
    unless: /^api\/(http\/|public-site\/|app\.ts$|domains\/(.+\/)?routes\.ts$)/,
    never: SERVER_PACKAGES,
    broken: ["api/domains/documents/decide.ts", "package express"],
  },
  {
    rule: "routes are data: no drizzle-orm in routes.ts",
    files: /\/routes\.ts$/,
    never: /^package (drizzle-orm|postgres)$/,
    broken: ["api/domains/documents/routes.ts", "package drizzle-orm"],
  },
  {
    rule: "pg only in workers/main.ts",
    files: /./,
    unless: /^workers\/main\.ts$/,
    never: /^package pg$/,
    broken: ["api/app.ts", "package pg"],
  },
  {
    rule: "documents and images are made by workers, never under api",
    files: /^api\//,
    never: /^package (exceljs|pdf-lib|@pdf-lib\/fontkit|sharp|@hyzyla\/pdfium)$/,
    broken: ["api/domains/reports/run.ts", "package exceljs"],
  },
  {
    rule: "reports are rendered by workers only",
    files: /^api\//,
    never: /^reports\/(render|documents)\//,
    typesAreFine: true,
    broken: ["api/domains/reports/run.ts", "reports/render/to-xlsx.ts"],
  },
  {
    rule: "the console takes values only from db/enums.ts",
    files: /^admin-ui\//,
    never: /^(api|reports|workers|bin|tests|db\/(?!enums\.ts$))/,
    typesAreFine: true,
    broken: ["admin-ui/src/documents/DocumentList.tsx", "api/domains/documents/schemas.ts"],
  },
  {
    rule: "the console takes types only from schemas and the wire",
    files: /^admin-ui\//,
    never: /^(api\/(?!domains\/[^/]+\/schemas\.ts$|kernel\/wire\.ts$)|workers|db\/(?!(enums|reading)\.ts$))/,
    broken: ["admin-ui/src/documents/DocumentList.tsx", "api/domains/documents/decide.ts"],
  },
];

/** The directions that one import of a file breaks. */
export function brokenBy(file: string, { target, typeOnly }: Import): string[] {
  return directions
    .filter(({ files, unless, never }) => files.test(file) && !unless?.test(file) && never.test(target))
    .filter(({ typesAreFine }) => !(typesAreFine && typeOnly))
    .map(({ rule }) => rule);
}

const DOMAIN = /^api\/domains\/([^/]+)\/(.+)$/;

/**
 * True when an import reaches into a domain past its doors: index.ts for its verbs, schemas.ts for its shapes. The
 * application mounts routes.ts, and a test may look at the verb it mirrors.
 */
export function entersThroughTheWindow(file: string, { target }: Import): boolean {
  const [, domain, inside] = DOMAIN.exec(target) ?? [];
  if (!domain || inside === "index.ts" || inside === "schemas.ts") return false;
  if (file.startsWith(`api/domains/${domain}/`) || file.startsWith("tests/")) return false;
  return inside !== "routes.ts" || !/^api\/(app\.ts|domains\/routes\.ts|http\/)/.test(file);
}
