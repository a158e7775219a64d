/** What a registry process started by a test inherits: where programs and the home folder are, and no setting. */
export const childEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  HOME: process.env.HOME ?? "",
});
