/** What has to be undone at the end, last in first out. */
export type Lifecycle = {
  /** Registers a step of the shutdown; returns at once. */
  atEnd(name: string, stop: () => Promise<void> | void): void;
  /** Runs the steps once, each even when an earlier one failed. */
  end(): Promise<void>;
  /** Settles when somebody asked the process to stop. */
  asked: Promise<void>;
};

/**
 * Collects shutdown steps and listens for the ways to ask for one: Ctrl-C, TERM, HUP, and the loss of the process
 * that started us. A second Ctrl-C gives up waiting.
 */
export function lifecycle(): Lifecycle {
  const steps: { name: string; stop: () => Promise<void> | void }[] = [];
  let ending: Promise<void> | undefined;
  let interrupts = 0;
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  process.on("SIGINT", () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(130);
    ask();
  });
  for (const event of ["SIGTERM", "SIGHUP", "disconnect"]) process.on(event, () => ask());

  async function unwind(): Promise<void> {
    for (const { name, stop } of steps.reverse()) {
      try {
        await stop();
      } catch (error) {
        console.error(`While stopping ${name}:`, error instanceof Error ? error.message : error);
      }
    }
  }
  return {
    atEnd: (name, stop) => void steps.push({ name, stop }),
    end: () => (ending ??= unwind()),
    asked,
  };
}
