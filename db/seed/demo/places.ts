/** Where the demo's people and programs are: real county, city and ZIP code; streets are invented. */
export type Place = { county: string; city: string; zip: string };
export type StateCode = "CA" | "MA" | "CT";

/** `County: weight: City ZIP, City ZIP…`; the weight follows the size of the county's workforce. */
const TABLES: Record<StateCode, string> = {
  CA: `Los Angeles:250:Los Angeles 90011,Los Angeles 90033,Long Beach 90805,Pasadena 91103,Pomona 91766,El Monte 91732,Monterey Park 91754,Alhambra 91801,Compton 90221,Lancaster 93535,Glendale 91205,Whittier 90605
Orange:80:Santa Ana 92701,Anaheim 92805,Garden Grove 92840,Westminster 92683,Irvine 92620,Costa Mesa 92627
San Diego:75:San Diego 92105,Chula Vista 91911,Oceanside 92056,El Cajon 92020,National City 91950
Riverside:52:Riverside 92504,Moreno Valley 92553,Corona 92879,Indio 92201
San Bernardino:50:San Bernardino 92404,Ontario 91762,Fontana 92335,Victorville 92395
Santa Clara:50:San Jose 95122,San Jose 95112,Santa Clara 95051,Sunnyvale 94086,Gilroy 95020
Alameda:45:Oakland 94601,Oakland 94606,Fremont 94538,Hayward 94544,Berkeley 94703
Sacramento:40:Sacramento 95823,Sacramento 95838,Elk Grove 95758,Rancho Cordova 95670
Contra Costa:28:Concord 94520,Richmond 94801,Antioch 94509,Pittsburg 94565
Fresno:30:Fresno 93702,Fresno 93727,Clovis 93612,Reedley 93654
Kern:26:Bakersfield 93307,Delano 93215,Ridgecrest 93555
San Francisco:25:San Francisco 94110,San Francisco 94112,San Francisco 94122
Ventura:20:Oxnard 93030,Ventura 93003,Santa Paula 93060,Simi Valley 93065
San Mateo:18:Daly City 94014,Redwood City 94063,San Mateo 94401
San Joaquin:20:Stockton 95207,Lodi 95240,Tracy 95376
Stanislaus:15:Modesto 95354,Turlock 95380,Ceres 95307
Sonoma:12:Santa Rosa 95407,Petaluma 94952
Tulare:14:Visalia 93277,Porterville 93257,Tulare 93274
Santa Barbara:11:Santa Maria 93458,Santa Barbara 93103
Solano:11:Vallejo 94590,Fairfield 94533
Monterey:12:Salinas 93905,Seaside 93955,Soledad 93960
Placer:9:Roseville 95678,Rocklin 95765
San Luis Obispo:6:San Luis Obispo 93401,Paso Robles 93446
Santa Cruz:7:Watsonville 95076,Santa Cruz 95060
Merced:8:Merced 95341,Los Banos 93635
Marin:5:San Rafael 94901,Novato 94947
Butte:6:Chico 95928,Oroville 95965
Yolo:6:Woodland 95776,Davis 95616
El Dorado:4:Placerville 95667,South Lake Tahoe 96150
Imperial:6:El Centro 92243,Calexico 92231
Shasta:5:Redding 96003
Madera:5:Madera 93637
Kings:5:Hanford 93230,Lemoore 93245
Napa:4:Napa 94558
Humboldt:4:Eureka 95501,Arcata 95521
Nevada:3:Grass Valley 95945,Truckee 96161
Sutter:3:Yuba City 95991
Mendocino:3:Ukiah 95482
Yuba:2:Marysville 95901
Lake:2:Lakeport 95453
Tehama:2:Red Bluff 96080
San Benito:2:Hollister 95023
Tuolumne:1:Sonora 95370
Calaveras:1:San Andreas 95249
Siskiyou:1:Yreka 96097
Amador:1:Jackson 95642
Lassen:1:Susanville 96130
Glenn:1:Willows 95988
Del Norte:1:Crescent City 95531
Colusa:1:Colusa 95932
Plumas:1:Quincy 95971
Inyo:1:Bishop 93514
Mariposa:1:Mariposa 95338
Mono:1:Mammoth Lakes 93546
Trinity:1:Weaverville 96093
Modoc:1:Alturas 96101
Sierra:1:Loyalton 96118
Alpine:1:Markleeville 96120`,
  MA: `Middlesex:46:Lowell 01852,Cambridge 02139,Framingham 01702,Malden 02148,Somerville 02143,Waltham 02453
Suffolk:40:Boston 02124,Boston 02128,Chelsea 02150,Revere 02151
Worcester:28:Worcester 01604,Fitchburg 01420,Leominster 01453,Gardner 01440
Essex:30:Lawrence 01841,Lynn 01902,Haverhill 01830,Salem 01970
Norfolk:18:Quincy 02169,Randolph 02368,Norwood 02062
Bristol:20:Fall River 02723,New Bedford 02740,Taunton 02780
Plymouth:17:Brockton 02301,Plymouth 02360
Hampden:19:Springfield 01109,Holyoke 01040,Chicopee 01013
Barnstable:7:Hyannis 02601,Falmouth 02540
Hampshire:5:Northampton 01060,Amherst 01002
Berkshire:5:Pittsfield 01201,North Adams 01247
Franklin:3:Greenfield 01301
Dukes:1:Edgartown 02539
Nantucket:1:Nantucket 02554`,
  CT: `Hartford:34:Hartford 06106,New Britain 06051,Manchester 06040,East Hartford 06108,Bristol 06010
Fairfield:34:Bridgeport 06606,Stamford 06902,Norwalk 06854,Danbury 06810
New Haven:33:New Haven 06513,Waterbury 06708,Meriden 06450,West Haven 06516
New London:10:New London 06320,Norwich 06360,Groton 06340
Litchfield:6:Torrington 06790,Winsted 06098
Middlesex:6:Middletown 06457,Old Saybrook 06475
Tolland:5:Vernon 06066,Mansfield 06268
Windham:5:Willimantic 06226,Danielson 06239`,
};

function read(table: string): (readonly [Place, number])[] {
  return table.split("\n").flatMap((line) => {
    const [county, weight, cities] = line.split(":") as [string, string, string];
    const places = cities.split(",");
    return places.map(
      (city) =>
        [{ county, city: city.slice(0, -6), zip: city.slice(-5) }, Number(weight) / places.length] as const,
    );
  });
}

/** Places of a state with the weight each has in the workforce. */
export const PLACES: Record<StateCode, readonly (readonly [Place, number])[]> = {
  CA: read(TABLES.CA),
  MA: read(TABLES.MA),
  CT: read(TABLES.CT),
};

export const STREETS =
  `Maple,Oak,Cedar,Elm,Pine,Walnut,Willow,Magnolia,Sycamore,Juniper,Orchard,Garden,Mission,Valley View,Sunset,Harbor,Highland,Prospect,Lincoln,Washington,Jefferson,Franklin,Chestnut,Poplar,Laurel,Alder,Birch,Hillcrest,Meadow,Park,River,Lake,Church,School,Mill,Center,Railroad,Cesar Chavez,Del Rey,Camino Real`.split(
    ",",
  );
export const STREET_KINDS = [
  "Street",
  "St",
  "Avenue",
  "Ave",
  "Drive",
  "Dr",
  "Road",
  "Rd",
  "Lane",
  "Court",
  "Way",
];
