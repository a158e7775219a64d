import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { requestOfAddress } from "#api/domains/requests/index.ts";
import { type CtxDeps, makeCtx } from "#api/kernel/context.ts";
import { log } from "../log.ts";
import { fileMail, maxMailBytes } from "./file-mail.ts";

const refusal = (message: string, responseCode: number) =>
  Object.assign(new Error(message), { responseCode });

/**
 * Takes replies about requests by SMTP, behind the site's own mail server: only for addresses that the registry made
 * itself, so that it relays nothing and is nobody's mailbox. What is not filed is dropped without an answer.
 * @returns the port it listens on, and how to stop it.
 */
export async function startInboundMail(
  deps: CtxDeps,
  { host, port }: { host: string; port: number },
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: maxMailBytes,
    maxClients: 20,
    socketTimeout: 30_000,
    onRcptTo({ address }, _session, done) {
      if (requestOfAddress(deps.secrets, address)) return done();
      return done(refusal("No such mailbox here", 550));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= maxMailBytes) chunks.push(chunk);
      });
      stream.on("end", async () => {
        if (size > maxMailBytes) return done(refusal("Message too large", 552));
        const ctx = makeCtx(deps, { type: "system", task: "file_mail" }, session.id);
        const envelope = session.envelope.rcptTo.map(({ address }) => address);
        try {
          const result = await fileMail(ctx, Buffer.concat(chunks), envelope);
          log.info({ session: session.id, ...result }, "a mail came in");
          done();
        } catch (error) {
          log.error({ session: session.id, err: error }, "a mail could not be filed");
          done(refusal("Please try again later", 451));
        }
      });
    },
  });
  server.on("error", (error) => log.warn({ err: error }, "the inbound mail door met an error"));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
