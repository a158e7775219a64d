/** What a document's backticks name as files or folders of the project; `*` and `<name>` stand for anything. */
export function namedPaths(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  return [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = ""]) => code.replace(/:\d+$/, ""))
    .filter((code) => /^\.?[\w*<>@…-]+(\/[\w*<>@.…-]*)+$|^[\w.-]+\.(ts|tsx|mjs|json|md|yml|yaml)$/.test(code))
    .filter((code) => !/^(application|text|image)\/|^@|^[a-z]+\/[a-z-]+@/.test(code));
}

/** The project's own files that a document's links and images point to, as written there. */
export function linkedPaths(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  const markdown = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, to = ""]) => to);
  const html = [...prose.matchAll(/\b(?:src|href|srcset)="([^"]+)"/g)].map(([, to = ""]) => to);
  return [...markdown, ...html]
    .filter((to) => !/^([a-z]+:|#|\/\/)/i.test(to))
    .map((to) => to.split("#")[0] ?? "");
}
