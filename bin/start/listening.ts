import type { Config } from "#api/config.ts";

/** Waits for a server to listen and turns the usual refusals of the system into sentences. */
export async function listening<S>({ host, port }: Config, starting: Promise<S>): Promise<S> {
  try {
    return await starting;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new Error(`Port ${port} on ${host} is taken by another program. Set PORT to a free one.`, {
        cause: error,
      });
    }
    if (code === "EACCES") {
      throw new Error(`This account may not listen on port ${port}. Set PORT to one above 1023.`, {
        cause: error,
      });
    }
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new Error(`This machine has no address ${host} to listen on. Set HOST.`, { cause: error });
    }
    throw error;
  }
}
