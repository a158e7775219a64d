import { testPassword } from "./factories.ts";

export type Answer = { status: number; headers: Headers; body: unknown; text: string; bytes: Uint8Array };

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
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    let parsed: unknown = text;
    try {
      parsed = JSON.parse(text);
    } catch {}
    return { status: response.status, headers: response.headers, body: parsed, text, bytes };
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
