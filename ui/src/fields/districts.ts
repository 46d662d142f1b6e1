/** Shanghai's districts: districts.json is written by a test of the shell from what the core knows. */
import written from "./districts.json";

/** By their codes in GB/T 2260; `outside` stands for everywhere else. */
export const DISTRICTS = written.districts as [code: string, name: string][];

/** Districts and counties of the past with the district they lie in today: old codes live on in credit codes. */
const FORMER: Readonly<Record<string, string>> = written.former;

/** Today's district of an administrative code, `outside` outside Shanghai; null: a code of the city that names none. */
export function districtOf(code: string): string | null {
  if (!code.startsWith("31")) return "outside";
  const today = FORMER[code] ?? code;
  return DISTRICTS.some(([each]) => each === today) ? today : null;
}

export function districtName(code: string): string | undefined {
  return DISTRICTS.find(([each]) => each === code)?.[1];
}
