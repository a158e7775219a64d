import { z } from "zod";
import { jurisdictionKeys } from "#db/enums.ts";

/** Every setting of a process, in one place: the only file that reads the environment. `npm start -- --help` lists them. */
export const settings = [
  { name: "PORT", fallback: "8080", help: "port the API, the console and the public site listen on" },
  { name: "HOST", fallback: "127.0.0.1", help: "address to listen on" },
  {
    name: "DATABASE_URL",
    fallback: "",
    help: "PostgreSQL 17 or newer; unset: the database that comes with the registry",
  },
  {
    name: "PUBLIC_ORIGIN",
    fallback: "",
    help: "address people use, e.g. https://registry.example.gov; links in e-mails start with it",
  },
  { name: "REGISTRY_JURISDICTION", fallback: "california", help: jurisdictionKeys.join(", ") },
  {
    name: "REGISTRY_VAR",
    fallback: "var",
    help: "folder of the default database, stored files and the mailbox",
  },
  {
    name: "REGISTRY_SECRET_KEY",
    fallback: "",
    help: "64 hex digits: key of the encrypted fields; unset outside production: made once under REGISTRY_VAR",
  },
  {
    name: "REGISTRY_SESSION_SECRET",
    fallback: "",
    help: "signs session cookies; unset outside production: made once under REGISTRY_VAR",
  },
  {
    name: "REGISTRY_PARTICIPANTS",
    fallback: "400",
    help: "size of the demo registry that the first start seeds",
  },
  { name: "REGISTRY_TRUST_PROXY", fallback: "0", help: "number of proxies in front of the API" },
  { name: "REGISTRY_CONCURRENCY", fallback: "4", help: "tasks one worker process does at once" },
  {
    name: "REGISTRY_RECOGNITION_THREADS",
    fallback: "0",
    help: "pages one worker process recognises at once, some 300 MB each; 0: two, or one on a single core",
  },
  {
    name: "SMTP_URL",
    fallback: "",
    help: "mail server, e.g. smtp://user:pass@host:587; unset: a mailbox under REGISTRY_VAR",
  },
  { name: "MAIL_FROM", fallback: "registry@example.org", help: "sender of e-mails" },
  {
    name: "MAIL_REPLY_TO",
    fallback: "",
    help: "where replies about requests go (with a +tag); unset: the state's help address",
  },
  {
    name: "MAIL_INBOUND_PORT",
    fallback: "0",
    help: "port on which the worker takes those replies by SMTP; 0: none, see `registry inbox file`",
  },
  { name: "LOG_LEVEL", fallback: "info", help: "fatal, error, warn, info, debug, silent" },
  { name: "NODE_ENV", fallback: "development", help: "production refuses demo data and made-up keys" },
] as const;

const schema = z.object({
  port: z.coerce.number().int().min(0).max(65535),
  host: z.string().min(1),
  databaseUrl: z.string(),
  publicOrigin: z.string(),
  jurisdiction: z.enum(jurisdictionKeys),
  varDir: z.string().min(1),
  secretKey: z.string().regex(/^([0-9a-f]{64})?$/i, "must be 64 hex digits"),
  sessionSecret: z.string(),
  participants: z.coerce.number().int().min(20).max(1_000_000),
  trustProxy: z.coerce.number().int().min(0).max(10),
  concurrency: z.coerce.number().int().min(1).max(64),
  recognitionThreads: z.coerce.number().int().min(0).max(64),
  smtpUrl: z.string(),
  mailFrom: z.string().min(3),
  mailReplyTo: z.string(),
  mailInboundPort: z.coerce.number().int().min(0).max(65535),
  logLevel: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
  environment: z.enum(["production", "development", "test"]),
});

export type Config = z.infer<typeof schema>;

const keys: Record<(typeof settings)[number]["name"], keyof Config> = {
  PORT: "port",
  HOST: "host",
  DATABASE_URL: "databaseUrl",
  PUBLIC_ORIGIN: "publicOrigin",
  REGISTRY_JURISDICTION: "jurisdiction",
  REGISTRY_VAR: "varDir",
  REGISTRY_SECRET_KEY: "secretKey",
  REGISTRY_SESSION_SECRET: "sessionSecret",
  REGISTRY_PARTICIPANTS: "participants",
  REGISTRY_TRUST_PROXY: "trustProxy",
  REGISTRY_CONCURRENCY: "concurrency",
  REGISTRY_RECOGNITION_THREADS: "recognitionThreads",
  SMTP_URL: "smtpUrl",
  MAIL_FROM: "mailFrom",
  MAIL_REPLY_TO: "mailReplyTo",
  MAIL_INBOUND_PORT: "mailInboundPort",
  LOG_LEVEL: "logLevel",
  NODE_ENV: "environment",
};

/**
 * Reads the settings; `overrides` (command-line options) win.
 * @throws Error naming each setting that is wrong and why.
 */
export function readConfig(overrides: Partial<Config> = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(settings.map(({ name, fallback }) => [keys[name], env[name] || fallback]));
  const result = schema.safeParse({ ...given, ...overrides });
  if (!result.success) {
    const names = Object.fromEntries(Object.entries(keys).map(([name, key]) => [key, name]));
    const lines = result.error.issues.map((issue) => `  ${names[String(issue.path[0])]}: ${issue.message}`);
    throw new Error(`These settings are wrong:\n${lines.join("\n")}`);
  }
  const config = result.data;
  if (config.environment === "production") {
    const missing = [
      !config.secretKey && "REGISTRY_SECRET_KEY",
      !config.sessionSecret && "REGISTRY_SESSION_SECRET",
      !config.publicOrigin && "PUBLIC_ORIGIN",
    ].filter(Boolean);
    if (missing.length > 0)
      throw new Error(`In production these settings are required: ${missing.join(", ")}.`);
  }
  return { ...config, publicOrigin: config.publicOrigin || `http://${config.host}:${config.port}` };
}
