import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { makeApp } from "#api/app.ts";
import { log } from "#api/http/log.ts";
import { makeDb } from "#db/client.ts";
import { noRole } from "#db/roles/tiers.ts";
import { databaseUrl } from "../setup/db.ts";
import { depsFor } from "./ctx.ts";
import { testPassword } from "./factories.ts";

export type Answer = { status: number; headers: Headers; body: unknown; text: string };

/** One browser's worth of requests: keeps its cookies, sends what a same-origin page would send. */
export class Client {
  private cookie = "";
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const form = body instanceof FormData || body instanceof URLSearchParams;
    const response = await fetch(this.origin + path, {
      method,
      redirect: "manual",
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body !== undefined && !form ? { "content-type": "application/json" } : {}),
        "sec-fetch-site": "same-origin",
        ...headers,
      },
      body:
        body === undefined ? undefined : form ? body : typeof body === "string" ? body : JSON.stringify(body),
    });
    const set = response.headers.getSetCookie().map((each) => each.split(";")[0]!);
    if (set.length > 0) this.cookie = set.join("; ");
    const text = await response.text();
    let parsed: unknown = text;
    try {
      parsed = JSON.parse(text);
    } catch {}
    return { status: response.status, headers: response.headers, body: parsed, text };
  }

  get = (path: string) => this.request("GET", path);
  post = (path: string, body?: unknown) => this.request("POST", path, body ?? {});
  put = (path: string, body: unknown) => this.request("PUT", path, body);
  delete = (path: string) => this.request("DELETE", path);

  /** A list in ra-data-simple-rest's words. */
  list(
    resource: string,
    query: { filter?: object; sort?: [string, string]; range?: [number, number] } = {},
  ): Promise<Answer> {
    const params = new URLSearchParams(
      Object.fromEntries(Object.entries(query).map(([key, value]) => [key, JSON.stringify(value)])),
    );
    return this.get(`/api/${resource}?${params}`);
  }

  async signIn(email: string, password = testPassword): Promise<Answer> {
    return this.post("/api/session", { email, password });
  }
}

let running: Promise<{ origin: string; stop(): Promise<void> }> | undefined;

/** The whole web process on this test file's database, on a free port; stopped after the file. */
export async function testOrigin(): Promise<string> {
  running ??= (async () => {
    log.level = "silent";
    const handle = makeDb(await databaseUrl(), { role: noRole, max: 5 });
    const app = makeApp({
      ...depsFor(handle.db),
      sessionSecret: "a secret of the tests",
      publicOrigin: "http://127.0.0.1",
      trustProxy: 0,
    });
    const server = createServer(app);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
    return {
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      async stop() {
        server.closeAllConnections();
        await new Promise<void>((done) => server.close(() => done()));
        await handle.close();
      },
    };
  })();
  return (await running).origin;
}

export const client = async (): Promise<Client> => new Client(await testOrigin());

afterAll(async () => {
  await (await running)?.stop();
  running = undefined;
});
