/** Shanghai's sixteen districts by their codes in GB/T 2260; `outside` stands for everywhere else. */
export const DISTRICTS: readonly (readonly [code: string, name: string])[] = [
  ["310101", "黄浦区"],
  ["310104", "徐汇区"],
  ["310105", "长宁区"],
  ["310106", "静安区"],
  ["310107", "普陀区"],
  ["310109", "虹口区"],
  ["310110", "杨浦区"],
  ["310112", "闵行区"],
  ["310113", "宝山区"],
  ["310114", "嘉定区"],
  ["310115", "浦东新区"],
  ["310116", "金山区"],
  ["310117", "松江区"],
  ["310118", "青浦区"],
  ["310120", "奉贤区"],
  ["310151", "崇明区"],
  ["outside", "上海市以外"],
];

/** Districts and counties of the past with the district they lie in today, as the core has them: old codes live on in credit codes. */
const FORMER: Readonly<Record<string, string>> = {
  "310103": "310101",
  "310108": "310106",
  "310119": "310115",
  "310221": "310112",
  "310222": "310114",
  "310223": "310113",
  "310224": "310115",
  "310225": "310115",
  "310226": "310120",
  "310227": "310117",
  "310228": "310116",
  "310229": "310118",
  "310230": "310151",
};

/** Today's district of an administrative code, `outside` outside Shanghai; null: a code of the city that names none. */
export function districtOf(code: string): string | null {
  if (!code.startsWith("31")) return "outside";
  const today = FORMER[code] ?? code;
  return DISTRICTS.some(([each]) => each === today) ? today : null;
}

export function districtName(code: string): string | undefined {
  return DISTRICTS.find(([each]) => each === code)?.[1];
}
