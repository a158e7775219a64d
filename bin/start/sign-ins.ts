import type { Config } from "#api/config.ts";
import { rawClient } from "#db/client.ts";

/** A table of demo sign-ins, one per role; a sentence instead where the database holds no demo registry. */
export async function signInTable(config: Config): Promise<string> {
  const { demoSignIns } = await import("#db/seed/demo/index.ts");
  const sql = rawClient(config.databaseUrl, { max: 1 });
  try {
    const emails = demoSignIns.map(({ email }) => email);
    const rows = await sql<{ email: string }[]>`select email from accounts where email in ${sql(emails)}`;
    const there = new Set(rows.map(({ email }) => email));
    const known = demoSignIns.filter(({ email }) => there.has(email));
    if (known.length === 0)
      return "No demo registry here. Add staff with: npm run registry -- staff add --help";
    return table([
      ["Role", "Name", "Sign in at", "E-mail", "Password"],
      ...known.map(({ role, name, path, email, password }) => {
        return [role.replaceAll("_", " "), name, path, email, password];
      }),
    ]);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join("   ")}`.trimEnd();
  const [head, ...body] = rows.map(line);
  return [head, `  ${widths.map((width) => "─".repeat(width)).join("   ")}`, ...body].join("\n");
}
