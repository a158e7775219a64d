import { look } from "#tests/support/journey.ts";

export type Screen = { path: string; shows: string | RegExp };

/** The console's main screens, each with a text that says it has arrived. */
export async function screens(): Promise<Screen[]> {
  const [ids] = await look()`select
    (select id from documents where status = 'unverified' and type = 'transcript' order by id limit 1) as document,
    (select id from duplicate_candidates where status = 'open' order by score desc, id limit 1) as pair,
    (select id from name_changes where status = 'requested' order by id limit 1) as name,
    (select id from access_grants where status = 'requested' order by id limit 1) as access,
    (select participant_id from accounts where email = 'educator@example.org') as person,
    (select id from programs order by id limit 1) as program,
    (select id from events order by id limit 1) as event,
    (select id from notifications order by id limit 1) as mail`;
  return [
    { path: "/admin/", shows: /Received/ },
    { path: "/admin/documents", shows: "Take next" },
    { path: `/admin/documents/${ids!.document}/show`, shows: "What prints" },
    { path: "/admin/documents/create", shows: "Upload for a participant" },
    { path: "/admin/duplicates", shows: "Likeness" },
    { path: `/admin/duplicates/${ids!.pair}/show`, shows: "What moves" },
    { path: "/admin/merges", shows: /Retired|Nothing was merged/ },
    { path: "/admin/name_changes", shows: "Waits" },
    { path: `/admin/name_changes/${ids!.name}/show`, shows: "Evidence" },
    { path: "/admin/access_grants", shows: "Waits" },
    { path: `/admin/access_grants/${ids!.access}/show`, shows: "To weigh" },
    { path: "/admin/participants", shows: "Carmen" },
    { path: `/admin/participants/${ids!.person}/show`, shows: "Carmen" },
    { path: "/admin/programs", shows: "Setting" },
    { path: `/admin/programs/${ids!.program}/show`, shows: "Setting" },
    { path: "/admin/sponsors", shows: "Bright Path" },
    { path: "/admin/events", shows: "Coming only" },
    { path: `/admin/events/${ids!.event}/show`, shows: "Seats" },
    { path: "/admin/report_runs", shows: "Run a report" },
    { path: "/admin/report_runs/create", shows: "Direct Service Profile" },
    { path: "/admin/report-versions", shows: /Name as printed|No report was printed yet/ },
    { path: "/admin/notifications", shows: "Subject" },
    { path: `/admin/notifications/${ids!.mail}/show`, shows: "As it looks" },
    { path: "/admin/course-memory", shows: "Decided" },
    { path: "/admin/audit", shows: /document|account/i },
  ];
}
