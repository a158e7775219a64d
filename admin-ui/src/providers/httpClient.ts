import { fetchUtils, HttpError } from "react-admin";

/** The API's answer to a refused request. `errors` is by field, `details` what a screen may show beside the message. */
export type Refusal = {
  code?: string;
  message: string;
  errors?: Record<string, string>;
  details?: unknown;
};

export type RegistryError = HttpError & { body?: Refusal };

/** Turns what fetch throws or the API answers into one kind of error, with the API's own sentence. */
export async function httpClient(url: string, options: fetchUtils.Options = {}) {
  try {
    return await fetchUtils.fetchJson(url, { ...options, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof HttpError) {
      const body = (error.body ?? {}) as Partial<Refusal>;
      throw new HttpError(body.message ?? error.message, error.status, {
        ...body,
        message: body.message ?? error.message,
      });
    }
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new HttpError("shared.errors.offline", 0, { message: "shared.errors.offline" });
  }
}

/** Values that are set, as a query string with its question mark; empty where there are none. */
export function queryString(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "") query.set(key, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

export async function getJson<T>(path: string, query: Record<string, unknown> = {}): Promise<T> {
  const { json } = await httpClient(`/api/${path}${queryString(query)}`);
  return json as T;
}

export async function sendJson<T>(
  path: string,
  body: object = {},
  method: "POST" | "PUT" | "DELETE" = "POST",
): Promise<T> {
  const { json } = await httpClient(`/api/${path}`, { method, body: JSON.stringify(body) });
  return json as T;
}

/** Sends one file and its fields as multipart; the browser sets the boundary. */
export async function sendFile<T>(path: string, file: File, fields: Record<string, unknown>): Promise<T> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== "") form.set(key, String(value));
  }
  // The file comes last, so that the server knows the fields before the bytes.
  form.set("file", file);
  const { json } = await httpClient(`/api/${path}`, { method: "POST", body: form });
  return json as T;
}
