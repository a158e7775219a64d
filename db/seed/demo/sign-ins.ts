import type { Role } from "../../enums.ts";

/** One password for every demo sign-in, printed at the start; a registry in production has no such accounts. */
export const DEMO_PASSWORD = "demo registry 2026";

export type DemoSignIn = { role: Role; path: string; email: string; password: string; name: string };

const signIn = (role: Role, path: string, email: string, name: string): DemoSignIn => ({
  role,
  path,
  email: `${email}@example.org`,
  password: DEMO_PASSWORD,
  name,
});

/** The demo's accounts, one per role and two clerks, so that a claim lost to a colleague can be tried. */
export const demoSignIns: readonly DemoSignIn[] = [
  signIn("data_entry", "/admin", "clerk", "Dana Whitfield"),
  signIn("data_entry", "/admin", "clerk2", "Miguel Barragán"),
  signIn("help_desk", "/admin", "helpdesk", "Harriet Okafor"),
  signIn("registry_admin", "/admin", "admin", "Ruth Castellanos"),
  signIn("auditor", "/admin", "auditor", "Orla Brennan"),
  signIn("sponsor_manager", "/admin", "sponsor", "Simone Delacroix"),
  signIn("program_admin", "/admin", "director", "Patricia Núñez Soto"),
  signIn("instructor", "/admin", "instructor", "Irene Chow"),
  signIn("participant", "/", "educator", "Carmen Hernández García"),
];
