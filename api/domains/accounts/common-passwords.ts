/**
 * Passwords of 15 characters and more that guessers try first (NIST SP 800-63B-4, 3.1.1.2). Shorter ones never pass the
 * length rule, so the list holds what people make of them: repeats, rows of keys, well-known sentences.
 */
const wellKnown = [
  "correcthorsebatterystaple",
  "ilovemyfamilyforever",
  "iloveyousomuch",
  "iloveyouforever",
  "jesuslovesyouall",
  "letmeinletmein",
  "liveloveandlaugh",
  "mypasswordismypassword",
  "onceuponatime",
  "passwordpassword",
  "passwordispassword",
  "thequickbrownfox",
  "thequickbrownfoxjumps",
  "thisismypassword",
  "tobeornottobe",
  "trustno1trustno1",
  "twinkletwinklelittlestar",
  "welcomewelcome",
  "childcareregistry",
  "earlychildhoodeducation",
  "whatisthepassword",
  "youaremysunshine",
] as const;

/** What repeats or pads the usual short ones: password1password1, qwertyuiop12345, admin123admin123 … */
const usualParts = [
  "password",
  "passw0rd",
  "p@ssword",
  "p@ssw0rd",
  "qwertyuiop",
  "qwerty",
  "asdfghjkl",
  "asdfgh",
  "zxcvbnm",
  "letmein",
  "welcome",
  "admin",
  "login",
  "master",
  "monkey",
  "dragon",
  "sunshine",
  "princess",
  "football",
  "baseball",
  "iloveyou",
  "teacher",
  "registry",
  "changeme",
  "secret",
  "abcdefghijklmnopqrstuvwxyz",
  "abcdef",
  "abc",
] as const;

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s._\-!?,;:'"]/g, "");

/** Whether little is left of a password once the usual parts, rows of digits and repeated characters are taken away. */
export function isCommonPassword(password: string): boolean {
  const whole = plain(password);
  if (whole.length === 0 || new Set(whole).size <= 4) return true;
  const known = wellKnown.some((each) => whole === each || whole === `${each}1` || whole === `${each}123`);
  if (known) return true;
  const rest = usualParts
    .reduce((left, part) => left.replaceAll(part, ""), whole)
    .replace(/[0-9@#$%&*+=]/g, "");
  return rest.length < 4;
}

/** Whether a password is mostly the person's own name or address. */
export function isPersonalPassword(password: string, own: readonly string[]): boolean {
  const whole = plain(password);
  const rest = own
    .map(plain)
    .filter((each) => each.length >= 3)
    .sort((a, b) => b.length - a.length)
    .reduce((left, each) => left.replaceAll(each, ""), whole)
    .replace(/[0-9]/g, "");
  return rest.length < 6 && rest.length < whole.length / 2;
}
