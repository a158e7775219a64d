/** Facts about real public colleges, from the NCES IPEDS header file of 2022; Connecticut by its historic counties. */
export type InstitutionFact = {
  ipedsUnitId: number;
  name: string;
  city: string;
  state: "CA" | "MA" | "CT";
  county: string;
  level: "two-year" | "four-year";
};

const FACTS: readonly (readonly [number, string, string, InstitutionFact["state"], string, 2 | 4])[] = [
  [112190, "City College of San Francisco", "San Francisco", "CA", "San Francisco", 2],
  [117788, "Los Angeles City College", "Los Angeles", "CA", "Los Angeles", 2],
  [117733, "Los Angeles Valley College", "Valley Glen", "CA", "Los Angeles", 2],
  [113856, "East Los Angeles College", "Monterey Park", "CA", "Los Angeles", 2],
  [121044, "Pasadena City College", "Pasadena", "CA", "Los Angeles", 2],
  [122977, "Santa Monica College", "Santa Monica", "CA", "Los Angeles", 2],
  [113980, "El Camino College", "Torrance", "CA", "Los Angeles", 2],
  [119164, "Mt. San Antonio College", "Walnut", "CA", "Los Angeles", 2],
  [117645, "Long Beach City College", "Long Beach", "CA", "Los Angeles", 2],
  [115001, "Glendale Community College", "Glendale", "CA", "Los Angeles", 2],
  [114716, "Foothill College", "Los Altos Hills", "CA", "Santa Clara", 2],
  [113333, "De Anza College", "Cupertino", "CA", "Santa Clara", 2],
  [114789, "Fresno City College", "Fresno", "CA", "Fresno", 2],
  [118976, "Modesto Junior College", "Modesto", "CA", "Stanislaus", 2],
  [122180, "Sacramento City College", "Sacramento", "CA", "Sacramento", 2],
  [109208, "American River College", "Sacramento", "CA", "Sacramento", 2],
  [122339, "San Diego City College", "San Diego", "CA", "San Diego", 2],
  [123217, "College of the Sequoias", "Visalia", "CA", "Tulare", 2],
  [109819, "Bakersfield College", "Bakersfield", "CA", "Kern", 2],
  [110592, "California State University, Los Angeles", "Los Angeles", "CA", "Los Angeles", 4],
  [110608, "California State University, Northridge", "Northridge", "CA", "Los Angeles", 4],
  [122409, "San Diego State University", "San Diego", "CA", "San Diego", 4],
  [122597, "San Francisco State University", "San Francisco", "CA", "San Francisco", 4],
  [122755, "San Jose State University", "San Jose", "CA", "Santa Clara", 4],
  [165112, "Bunker Hill Community College", "Boston", "MA", "Suffolk", 2],
  [166887, "Middlesex Community College", "Bedford", "MA", "Middlesex", 2],
  [166957, "Mount Wachusett Community College", "Gardner", "MA", "Worcester", 2],
  [167312, "North Shore Community College", "Danvers", "MA", "Essex", 2],
  [167376, "Northern Essex Community College", "Haverhill", "MA", "Essex", 2],
  [167534, "Quinsigamond Community College", "Worcester", "MA", "Worcester", 2],
  [167631, "Roxbury Community College", "Roxbury Crossing", "MA", "Suffolk", 2],
  [167905, "Springfield Technical Community College", "Springfield", "MA", "Hampden", 2],
  [165033, "Bristol Community College", "Fall River", "MA", "Bristol", 2],
  [165194, "Cape Cod Community College", "West Barnstable", "MA", "Barnstable", 2],
  [164775, "Berkshire Community College", "Pittsfield", "MA", "Berkshire", 2],
  [165981, "Greenfield Community College", "Greenfield", "MA", "Franklin", 2],
  [166133, "Holyoke Community College", "Holyoke", "MA", "Hampden", 2],
  [166647, "Massachusetts Bay Community College", "Wellesley Hills", "MA", "Norfolk", 2],
  [166823, "Massasoit Community College", "Brockton", "MA", "Plymouth", 2],
  [166638, "University of Massachusetts Boston", "Boston", "MA", "Suffolk", 4],
  [168430, "Worcester State University", "Worcester", "MA", "Worcester", 4],
  [165866, "Framingham State University", "Framingham", "MA", "Middlesex", 4],
  [168263, "Westfield State University", "Westfield", "MA", "Hampden", 4],
  [165024, "Bridgewater State University", "Bridgewater", "MA", "Plymouth", 4],
  [167729, "Salem State University", "Salem", "MA", "Essex", 4],
  [128577, "Asnuntuck Community College", "Enfield", "CT", "Hartford", 2],
  [128771, "Central Connecticut State University", "New Britain", "CT", "Hartford", 4],
  [128780, "Charter Oak State College", "New Britain", "CT", "Hartford", 4],
  [129020, "University of Connecticut", "Storrs", "CT", "Tolland", 4],
  [129215, "Eastern Connecticut State University", "Willimantic", "CT", "Windham", 4],
  [129367, "Capital Community College", "Hartford", "CT", "Hartford", 2],
  [129543, "Housatonic Community College", "Bridgeport", "CT", "Fairfield", 2],
  [129695, "Manchester Community College", "Manchester", "CT", "Hartford", 2],
  [129729, "Naugatuck Valley Community College", "Waterbury", "CT", "New Haven", 2],
  [129756, "Middlesex Community College", "Middletown", "CT", "Middlesex", 2],
  [129808, "Three Rivers Community College", "Norwich", "CT", "New London", 2],
  [130004, "Norwalk Community College", "Norwalk", "CT", "Fairfield", 2],
  [130040, "Northwestern Connecticut Community College", "Winsted", "CT", "Litchfield", 2],
  [130217, "Quinebaug Valley Community College", "Danielson", "CT", "Windham", 2],
  [130396, "Gateway Community College", "New Haven", "CT", "New Haven", 2],
  [130493, "Southern Connecticut State University", "New Haven", "CT", "New Haven", 4],
  [130606, "Tunxis Community College", "Farmington", "CT", "Hartford", 2],
  [130776, "Western Connecticut State University", "Danbury", "CT", "Fairfield", 4],
];

export const DEMO_INSTITUTIONS: readonly InstitutionFact[] = FACTS.map(
  ([ipedsUnitId, name, city, state, county, years]) => ({
    ipedsUnitId,
    name,
    city,
    state,
    county,
    level: years === 2 ? "two-year" : "four-year",
  }),
);

/** The demo's colleges of one state. */
export const institutionsOf = (state: InstitutionFact["state"]): InstitutionFact[] =>
  DEMO_INSTITUTIONS.filter((institution) => institution.state === state);
