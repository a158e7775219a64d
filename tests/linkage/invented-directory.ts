import { makeRandom, type Random } from "#db/seed/demo/random.ts";
import type { InventedRow } from "./invented.ts";

export type InventedDirectoryKind = "programs" | "institutions" | "trainings" | "sponsors";
/** How a second record of the same thing differs from the first: learned on `office`, measured on `elsewhere`. */
export type Slips = (random: Random, row: Row, kind: InventedDirectoryKind) => Row;
type Row = Record<string, string>;

const ONSETS = "b br c ch cl d dr f fr g gr h j k l m n p pr r s sh st t tr v w".split(" ");
const NUCLEI = "a e i o u ai ea ee oo ou".split(" ");
const CODAS = "n r l s t m ck nd rt th x".split(" ");
const PLACE_ENDS = "ville,ton, Creek, Park, Springs,dale,burg, Heights, Beach,wood".split(",");
const STREET_KINDS = "Street,Avenue,Road,Drive,Boulevard,Lane,Court".split(",");
const BRIGHT =
  "Little,Bright,Sunny,Rainbow,Growing,Happy,Golden,Tiny,Garden,Hillside,Kinder,Blue,Wild,Busy,Magic".split(
    ",",
  );
const THINGS =
  "Steps,Minds,Beginnings,Sprouts,Explorers,Learners,Hands,Stars,Acorns,Friends,Seeds,Lambs,Bees,Turtles".split(
    ",",
  );
const TAILS =
  "Preschool,Child Development Center,Early Learning Center,Children's Center,Nursery School,Academy,Day Care".split(
    ",",
  );
const TOPICS =
  "Positive Guidance,Health and Safety,Infant Massage,Dual Language Learners,Loose Parts Play,Family Engagement,Challenging Behavior,Nutrition,Outdoor Learning,Observation and Assessment,Trauma Informed Care,Early Math,Story Time,Music and Movement,Inclusion,Sleep Routines,Budgeting,Staff Supervision".split(
    ",",
  );
const AUDIENCES =
  "for Infants,for Toddlers,for Preschoolers,in Mixed Groups,at Home,in the Classroom,for Directors".split(
    ",",
  );

const word = (random: Random) =>
  random.pick(ONSETS) +
  random.pick(NUCLEI) +
  random.pick(CODAS) +
  (random.chance(0.5) ? random.pick(["a", "er", "ing", "o", "ley"]) : "");
const cap = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
const own = (random: Random) => cap(word(random));

type World = { cities: { city: string; zip: string; county: string }[]; owners: string[]; streets: string[] };
function world(random: Random): World {
  const counties = Array.from({ length: 20 }, () => own(random));
  return {
    cities: Array.from({ length: 120 }, () => ({
      ...{
        city: own(random) + random.pick(PLACE_ENDS),
        zip: `9${random.digits(4)}`,
        county: random.common(counties, 0.7),
      },
    })),
    owners: Array.from(
      { length: 90 },
      () =>
        `${own(random)} ${random.pick(["Unified School District", "Family Services", "Community Action", "YMCA", "Head Start"])}`,
    ),
    streets: Array.from({ length: 300 }, () => `${own(random)} ${random.pick(STREET_KINDS)}`),
  };
}

const phone = (random: Random) => `5${random.digits(2)}-${random.int(200, 999)}-${random.digits(4)}`;

/** A site; two in five belong to an owner of several, with the owner's telephone as often as not. */
function program(random: Random, { cities, owners, streets }: World): Row {
  const place = random.common(cities, 0.5);
  const chain = random.chance(0.4) ? random.zipf(owners.length, 0.5) : -1;
  const surname = own(random);
  const stem = `${random.pick(BRIGHT)} ${random.pick(THINGS)}`;
  const owner = chain < 0 ? "" : owners[chain]!;
  const chained = () =>
    random.pick([
      `${owner} #${random.int(1, 12)}`,
      `${owner} ${own(random)} Site`,
      `${owner.split(" ")[0]} ${random.pick(["North", "South", "East", "West"])} ${random.pick(TAILS)}`,
    ]);
  const name =
    chain >= 0
      ? chained()
      : random.chance(0.3)
        ? `${surname} Family Child Care`
        : random.chance(0.5)
          ? `${stem} ${random.pick(TAILS)}`
          : `${surname} ${random.pick(TAILS)}`;
  return {
    ...{ name, licensee: chain >= 0 ? owner : random.chance(0.5) ? name : surname },
    license: random.digits(9),
    setting: name.includes("Family Child") ? "family_child_care" : "center_based",
    address: `${random.int(10, 9900)} ${random.pick(streets)}`,
    ...{ city: place.city, zip: place.zip, county: place.county },
    phone:
      chain >= 0 && random.chance(0.5) ? `555-${String(300 + chain).padStart(3, "0")}-0100` : phone(random),
  };
}

/** A college; one in four is a campus of a system that shares its website. */
function institution(random: Random, all: World): Row {
  const { cities } = all;
  const place = random.pick(cities);
  const system = random.chance(0.25) ? random.zipf(120, 0.5) : -1;
  const stem = random.chance(0.4)
    ? place.city
    : `${own(random)}${random.chance(0.3) ? ` ${own(random)}` : ""}`;
  const states = ["CA", "MA", "CT", "TX", "OH", "NY"];
  const names = [
    `${stem} Community College`,
    `University of ${stem}`,
    `${stem} College`,
    `${stem} State University`,
    `Saint ${stem} College`,
    `${stem} Institute of Technology`,
  ];
  const name =
    system >= 0
      ? `${all.owners[system % 90]!.split(" ")[0]}land State University, ${place.city}`
      : random.pick(names);
  const host =
    system >= 0
      ? `${all.owners[system % 90]!.split(" ")[0]!.toLowerCase()}land${system}.edu`
      : `${stem.toLowerCase().replaceAll(" ", "")}${random.int(1, 99)}.edu`;
  return {
    ...{ name, aliases: "", unit: String(100_000 + random.int(0, 399_999)) },
    ...{
      city: place.city,
      zip: place.zip,
      state: states[(place.zip.charCodeAt(2) + place.zip.charCodeAt(3)) % states.length]!,
    },
    website: `https://www.${host}/`,
  };
}

function training(random: Random): Row {
  const topic = random.chance(0.4)
    ? random.pick(TOPICS)
    : `${random.pick(TOPICS)} and ${random.pick(TOPICS)}`;
  const series = random.chance(0.3)
    ? random.pick([" Part 1", " Part 2", " Level II", ": Module 3", " (Introduction)", " Advanced"])
    : "";
  return {
    title: `${topic}${random.chance(0.6) ? ` ${random.pick(AUDIENCES)}` : ""}${series}`,
    sponsor: String(random.int(1, 400)),
    hours: random.pick(["1.5", "2", "3", "4", "6", "8", "15"]),
    framework: random.pick(["core", "domains"]),
    competency: `c${random.int(1, 10)}`,
    language: random.weighted([
      ["English", 7],
      ["Spanish", 3],
    ] as const),
    description: random.chance(0.8)
      ? `${topic}: ${word(random)} ${word(random)} ${word(random)} ${word(random)} with time to try.`
      : "",
  };
}

/** A training organization; one in six is a chapter of a larger one. */
function sponsor(random: Random, { cities }: World): Row {
  const { city, county } = random.pick(cities);
  const chapter = random.chance(0.17);
  const stem = chapter
    ? random.pick(["YMCA", "Child Care Resource & Referral", "Head Start Association"])
    : `${own(random)} ${random.pick(["Training", "Early Learning", "Family", "Professional"])}`;
  const name = chapter
    ? `${stem} of ${city}`
    : `${stem} ${random.pick(["Institute", "Collaborative", "Network", "Partners", "Academy", "Council"])}`;
  const host = chapter
    ? `${stem.toLowerCase().replace(/\W/g, "")}.org`
    : `${stem.toLowerCase().replace(/\W/g, "")}${random.int(1, 9)}.org`;
  return {
    ...{ name, vendor: random.digits(4) },
    email: random.chance(0.7) ? `${word(random)}@${host}` : `${word(random)}${random.digits(3)}@gmail.com`,
    phone: phone(random),
    website: random.chance(0.75) ? `https://${host}` : "",
    counties: [...new Set([county, ...(random.chance(0.4) ? [random.pick(cities).county] : [])])].join("; "),
  };
}

const makers: Record<InventedDirectoryKind, (random: Random, all: World) => Row> = {
  programs: program,
  institutions: institution,
  trainings: training,
  sponsors: sponsor,
};

/** A file of invented directory records of which one in eight stands two or three times. The same seed gives the same file. */
export function inventedDirectory(
  kind: InventedDirectoryKind,
  size: number,
  slips: Slips,
  seed: number | string = 1,
): InventedRow[] {
  const random = makeRandom(`${kind} ${seed}`);
  const all = world(random.fork("world"));
  const rows: InventedRow[] = [];
  for (let cluster = 0; rows.length < size; cluster++) {
    const first = makers[kind](random, all);
    const copies = random.chance(0.12) ? random.int(2, 3) : 1;
    for (let copy = 0; copy < copies && rows.length < size; copy++) {
      rows.push({
        id: `r${rows.length}`,
        cluster: `c${cluster}`,
        ...(copy === 0 ? first : slips(random, { ...first }, kind)),
      });
    }
  }
  return random.shuffle(rows);
}

/** How the columns of each kind are mapped on the command line. */
export const directoryMap: Record<InventedDirectoryKind, string> = {
  programs:
    "name=name,licensee=licensee,license=license_number,setting=setting,address=address,city=city,zip=zip,county=county,phone=phone",
  institutions: "name=name,aliases=alias,unit=ipeds_unit_id,city=city,zip=zip,state=state,website=website",
  trainings:
    "title=title,sponsor=sponsor,hours=hours,framework=framework,competency=competency,language=language,description=description",
  sponsors: "name=name,vendor=vendor_code,email=email,phone=phone,website=website,counties=county",
};
