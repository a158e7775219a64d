import { Command, InvalidArgumentError, Option } from "commander";
import { ZodError } from "zod";
import { settings } from "#api/config.ts";
import { staffRoles } from "#db/enums.ts";

const program = new Command("registry")
  .description(
    "The workforce registry's command line. Settings come from the environment; see `registry start --help`.",
  )
  .showHelpAfterError("Run it with --help to see what it takes.");

const settingsHelp = [
  "",
  "Settings (environment variables):",
  ...settings.map(
    ({ name, fallback, help }) => `  ${name.padEnd(30)}${help}${fallback ? ` (default ${fallback})` : ""}`,
  ),
].join("\n");

program
  .command("start")
  .description(
    "everything on this machine: database, demo registry, console, public site, API and one worker",
  )
  .option("--watch", "restart on changes and rebuild the console as its sources change")
  .addHelpText("after", settingsHelp)
  .action(async (options: { watch?: boolean }) => (await import("./start/start.ts")).start(options));

program
  .command("migrate")
  .description("bring the database to this version")
  .action(async () => (await import("./commands/database.ts")).migrateDatabase());

program
  .command("seed")
  .description("fill an empty database with the demo registry; refused in production")
  .addOption(
    new Option("--participants <n>", "how many people")
      .argParser(positive)
      .default(undefined, "REGISTRY_PARTICIPANTS"),
  )
  .action(async (options: { participants?: number }) =>
    (await import("./commands/database.ts")).seed(options),
  );

program
  .command("api")
  .description(
    "one API process (console and public site included); run as many as wanted on one DATABASE_URL",
  )
  .addHelpText("after", settingsHelp)
  .action(async () => (await import("./commands/processes.ts")).api());

program
  .command("worker")
  .description("one worker process; run as many as wanted on one DATABASE_URL")
  .addHelpText("after", settingsHelp)
  .action(async () => (await import("./commands/processes.ts")).worker());

program
  .command("staff")
  .description("staff accounts")
  .command("add")
  .description("add a staff account: the way to the first administrator")
  .requiredOption("--email <address>", "where the person signs in")
  .requiredOption("--name <name>", "the person's name as colleagues see it")
  .addOption(
    new Option("--role <role>", "what the person may do").choices(staffRoles).default("registry_admin"),
  )
  .option("--password-stdin", "read the password from standard input instead of making one up")
  .action(async (options) => (await import("./commands/staff.ts")).addStaff(options));

program
  .command("inbox")
  .description("the inbox of requests")
  .command("file")
  .argument("<file>", "a saved message (.eml), or - for standard input, as a mail server's pipe gives it")
  .description("file a reply by e-mail onto its request; anything else is refused quietly")
  .action(async (file: string) => (await import("./commands/inbox.ts")).fileSavedMail(file));

program
  .command("import")
  .description("bring in published lists")
  .command("institutions")
  .argument("<file>", "the NCES IPEDS header file as published (HD….csv)")
  .description("colleges and universities from IPEDS; may be repeated each year")
  .action(async (file: string) => (await import("./commands/institutions.ts")).importInstitutionsFile(file));

const read = program
  .command("read")
  .description("how well the reader reads: documents with their truths, and the measure");

read
  .command("generate")
  .argument("<folder>", "where the documents and their truths are written")
  .description("draw documents of many looks, as PDF, scan and phone photo, each with its truth beside it")
  .addOption(
    new Option("--split <split>", "looks to tune on, or looks kept for the test")
      .choices(["tune", "test", "all"])
      .default("tune"),
  )
  .addOption(
    new Option("--kind <kind>", "which papers")
      .choices(["transcripts", "certificates", "credentials", "all"])
      .default("all"),
  )
  .addOption(
    new Option("--variant <variant>", "which files").choices(["pdf", "scan", "photo", "all"]).default("all"),
  )
  .addOption(new Option("--seed <n>", "another seed gives other documents").argParser(positive).default(1))
  .addOption(new Option("--count <n>", "documents of each look and variant").argParser(positive).default(3))
  .action(async (folder: string, options) => (await import("./commands/read.ts")).generate(folder, options));

read
  .command("evaluate")
  .argument("<folder>", "documents, each with a truth beside it (see docs/reading.md)")
  .description("read them as the registry does and print precision, recall and F1 of rows and fields")
  .option("--json", "print numbers for a program")
  .option(
    "--keep-words",
    "keep the words recognised beside each file, and take them from there the next time",
  )
  .addOption(new Option("--limit <n>", "at most so many of each look and variant").argParser(positive))
  .option("--by-layout", "one line for each look")
  .option("--wrong", "list every value that is wrong or missing")
  .action(async (folder: string, options) => (await import("./commands/read.ts")).evaluate(folder, options));

const dedupe = program
  .command("dedupe")
  .description("finding records of the same person: how well it works on records whose truth is known");

dedupe
  .command("evaluate")
  .description(
    "link the records of one CSV file (or across two) without labels and print precision, recall and F1 against the truth",
  )
  .addOption(
    new Option("--kind <kind>", "what the records are: people, programs, institutions, trainings, sponsors")
      .choices(["people", "programs", "institutions", "trainings", "sponsors"])
      .default("people"),
  )
  .requiredOption("--records <file...>", "CSV with a header line; a second file links across the two")
  .option("--truth <file>", "CSV of pairs of ids, or of ids with a cluster column")
  .option("--cluster <column>", "the column that says what is the same, in the records or in the truth")
  .requiredOption(
    "--map <pairs>",
    "their_column=our_field, divided by commas; see docs/matching.md for the fields",
  )
  .option("--id <column>", "the records' id column (else id, unique_id, rec_id, or the first)")
  .addOption(
    new Option("--seed <n>", "seed of the random pairs it learns from").argParser(positive).default(1),
  )
  .addOption(new Option("--threads <n>", "threads that scan").argParser(positive).default(1))
  .option("--json", "print numbers for a program")
  .action(async (options) => (await import("./commands/dedupe.ts")).evaluateDedupe(options));

dedupe
  .command("calibration")
  .description("print what the scores promised of the pairs that people decided, against what they decided")
  .option("--json", "one JSON document")
  .action(async (options) => (await import("./commands/calibration.ts")).calibration(options));

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError("Give a whole number above zero.");
  return value;
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(sentences(error));
  process.exit(1);
}

/** What the operator reads: the rule that was broken in words, without a stack. */
function sentences(error: unknown): string {
  if (error instanceof ZodError) return error.issues.map(({ message }) => message).join("\n");
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (!["ECONNREFUSED", "ENOTFOUND", "CONNECT_TIMEOUT", "EHOSTUNREACH"].includes(code ?? ""))
    return error.message;
  return `The database server does not answer (${error.message}). Check DATABASE_URL.`;
}
