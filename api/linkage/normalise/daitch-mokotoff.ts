/** Start of name, before a vowel, elsewhere; "" is not coded. Alternatives after "|". */
const CHART = `AI,AJ,AY 0,1,|AU 0,7,|A 0,,|B 7,7,7|CHS 5,54,54|CH 5,5,5/4,4,4|CK 5,5,5/45,45,45|CZ,CS,CSZ,CZS 4,4,4|C 5,5,5/4,4,4
DRZ,DRS,DS,DSH,DSZ,DZ,DZH,DZS 4,4,4|D,DT 3,3,3|EI,EJ,EY 0,1,|EU 1,1,|E 0,,|FB,F 7,7,7|G 5,5,5|H 5,5,|IA,IE,IO,IU 1,,|I 0,,
J 1,,/4,4,4|KS 5,54,54|KH,K 5,5,5|L 8,8,8|MN,NM 66,66,66|M,N 6,6,6|OI,OJ,OY 0,1,|O 0,,|P,PF,PH 7,7,7|Q 5,5,5|RZ,RS 94,94,94/4,4,4
R 9,9,9|SCHTSCH,SCHTSH,SCHTCH,SHTCH,SHCH,SHTSH,STCH,STSCH,SC,STRZ,STRS,STSH,SZCZ,SZCS 2,4,4|SCH,SH,SZ,S 4,4,4
SHT,SCHT,SCHD,ST,SZT,SHD,SZD,SD 2,43,43|TCH,TTCH,TTSCH,TRZ,TRS,TSCH,TSH,TS,TTS,TTSZ,TC,TZ,TTZ,TZS,TSZ 4,4,4|TH,T 3,3,3
UI,UJ,UY,UE 0,1,|U 0,,|V,W 7,7,7|X 5,54,54|Y 1,,|ZDZ,ZDZH,ZHDZH 2,4,4|ZD,ZHD 2,43,43|ZH,ZS,ZSCH,ZSH,Z 4,4,4`;

const A = "a".charCodeAt(0);

type Sound = readonly [start: string, beforeVowel: string, elsewhere: string];
type Group = readonly [letters: string, sounds: readonly Sound[]];
/** The chart by first letter, the longest group of each first. */
const chart: readonly Group[][] = Array.from({ length: 26 }, () => []);
for (const line of CHART.split(/[|\n]/)) {
  const [letters = "", codes = ""] = line.split(" ");
  const sounds = codes.split("/").map((each) => each.split(",") as unknown as Sound);
  for (const each of letters.toLowerCase().split(",")) chart[each.charCodeAt(0) - A]!.push([each, sounds]);
}
for (const groups of chart) groups.sort(([a], [b]) => b.length - a.length);
const DIGITS = 6;
const BEFORE_VOWEL = 1;
const ELSEWHERE = 2;

/** A vowel's code at the start is 0 or 1. */
const isVowel = (sound: Sound) => sound[0] <= "1";

type State = { code: string; last: string; expects: number };

/**
 * All Daitch–Mokotoff codes of a folded name (Mokotoff and Daitch 1985; the coding chart as JewishGen publishes it, with
 * PostgreSQL's reading of UE and of J as vowel or consonant). A name that can be said in two ways has several codes.
 * @returns six-digit codes, sorted; empty where there is nothing to say.
 */
export function daitchMokotoff(name: string): string[] {
  const letters = spelled(name.replace(/[^a-z]/g, ""));
  let states: State[] = letters.length > 0 ? [{ code: "", last: "", expects: 0 }] : [];
  const done: string[] = [];
  for (let at = 0; at < letters.length; at++) {
    const places = at === 0 ? AT_START : placesBefore(letters[at + 1]);
    const next: State[] = [];
    for (const state of states) {
      for (const sound of letters[at]!) {
        if (state.expects !== 0 && state.expects !== (isVowel(sound) ? BEFORE_VOWEL : ELSEWHERE)) continue;
        for (const place of places) {
          const step = after(state, sound[place]!, place);
          if (step.code.length >= DIGITS) done.push(step.code.slice(0, DIGITS));
          else if (!next.some((other) => isSame(other, step))) next.push(step);
        }
      }
    }
    states = next;
  }
  for (const { code } of states) done.push(code.padEnd(DIGITS, "0"));
  return done.length > 1 ? [...new Set(done)].sort() : done;
}

const AT_START = [0];
const VOWEL_FOLLOWS = [BEFORE_VOWEL];
const OTHER_FOLLOWS = [ELSEWHERE];
const EITHER_FOLLOWS = [BEFORE_VOWEL, ELSEWHERE];

/** What a letter may stand before, by how the next one may sound. */
function placesBefore(next: readonly Sound[] | undefined): readonly number[] {
  if (!next) return OTHER_FOLLOWS;
  if (next.every(isVowel)) return VOWEL_FOLLOWS;
  return next.some(isVowel) ? EITHER_FOLLOWS : OTHER_FOLLOWS;
}

const isSame = (a: State, b: State) => a.code === b.code && a.last === b.last && a.expects === b.expects;

/** The same digit of neighbouring letters is written once; a letter without a code lets it be written again. */
function after(state: State, digits: string, expects: number): State {
  if (digits === "") return { code: state.code, last: "", expects };
  const added = digits[0] === state.last ? digits.slice(1) : digits;
  return { code: state.code + added, last: digits.at(-1)!, expects };
}

/** Longest letter groups of the chart, from the left. */
function spelled(name: string): (readonly Sound[])[] {
  const found: (readonly Sound[])[] = [];
  for (let at = 0; at < name.length; ) {
    const group = chart[name.charCodeAt(at) - A]!.find(([letters]) => name.startsWith(letters, at))!;
    found.push(group[1]);
    at += group[0].length;
  }
  return found;
}
