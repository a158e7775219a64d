import type { Reporter, SerializedError, TestModule } from "vitest/node";

/**
 * Prints `N passed, N failed` as the last line of a run. A file that cannot be loaded, or an error outside any
 * test, counts as one failure.
 */
export default class TallyReporter implements Reporter {
  private passed = 0;
  private failed = 0;

  onInit(): void {
    process.once("exit", (code) => {
      if (code !== 0 && this.failed === 0) this.failed = 1;
      process.stdout.write(`${this.passed} passed, ${this.failed} failed\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.passed = 0;
    this.failed = errors.length;
    for (const module of modules) {
      const before = this.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") this.passed += 1;
        if (state === "failed") this.failed += 1;
      }
      if (module.state() === "failed" && this.failed === before) this.failed += 1;
    }
  }
}
