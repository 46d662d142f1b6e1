/** The year's notices, days and a season over the drafts in memory. The core knows better. */
import type {
  Calendar,
  CalendarDay,
  DraftNotice,
  Notices,
  SeasonAdvice,
  SeasonView,
  YearNotice,
} from "../backend";
import { check } from "./check";
import { form } from "./drafts";
import type { MockLibrary } from "./library";

/** The arguments of these commands. */
export interface YearArgs {
  id: string;
  notice: YearNotice;
  replaces: number | null;
  form: string | null;
  year: number;
}

export const TODAY = "2026-03-02";

const LIMITS = [
  { key: "centre.intro:max", label: "设计中心简介（至多）", unit: "字", usual: 1000 },
  { key: "P-projects", label: "代表项目不超过 8 项", unit: "", usual: 8 },
];

export const SAMPLE: YearNotice = {
  form: form.id,
  year: 2026,
  title: "关于开展 2026 年度市级设计创新中心申报工作的通知",
  number: "沪经信示〔2026〕8号",
  authority: "市经济信息化委",
  opens: "2026-03-01",
  deadline: "2026-06-30",
  deadline_hour: 16,
  copies: 3,
  materials: [{ name: "所在区推荐意见", form: "纸质原件", required: true }],
  contact: "区主管部门 021-00000000",
  limits: { "P-projects": 6 },
};

export function year(library: MockLibrary) {
  let kept: YearNotice[] = [];
  const all = (): Notices => ({
    notices: [...kept].sort((one, other) => other.year - one.year),
    forms: [{ id: form.id, title: form.title, limits: LIMITS }],
  });
  const of = (id: string) => {
    const filed = library.of(id).draft.filing_date;
    return kept.find((notice) => filed?.startsWith(String(notice.year)));
  };
  return {
    list_notices: () => all(),
    keep_notice: ({ notice, replaces }: YearArgs) => {
      const title = notice.title.trim();
      if (!title) throw { code: "bad_edit", message: "通知名称还没有填写。", hint: "请填写。" };
      kept = kept.filter((each) => each.year !== (replaces ?? notice.year));
      kept.push({ ...notice, title });
      return all();
    },
    drop_notice: ({ year }: YearArgs) => {
      kept = kept.filter((each) => each.year !== year);
      return all();
    },
    draft_notice: ({ id }: YearArgs): DraftNotice | null => {
      const notice = of(id);
      if (!notice) return null;
      const bring = notice.materials.map(({ name, form }) => `${name}（${form}）`);
      return {
        cite: `《${notice.title}》（${notice.number}）`,
        countdown: notice.deadline && `距截止还有 120 天（${notice.deadline} ${notice.deadline_hour} 时）`,
        isPast: false,
        toBring: [`纸质申报材料一式 ${notice.copies} 份`, ...bring],
        contact: notice.contact,
        changes: Object.keys(notice.limits).length,
      };
    },
    list_days: () => calendar(library),
    save_calendar: () => (library.folder === null ? null : `${library.folder}/申报日程.ics`),
    look_at_season: ({ year }: YearArgs) => season(library, year ?? 2026),
    save_season: ({ year }: YearArgs) =>
      library.folder === null ? null : `${library.folder}/${year} 年度提名季汇总.xlsx`,
    /** For looking at: what a user would have typed in. */
    keep_sample: () => {
      kept = [SAMPLE];
      return all();
    },
  };
}

function name(library: MockLibrary, id: string): string {
  return String(library.of(id).draft.answers["organisation.name"] ?? "未填写名称");
}

function calendar(library: MockLibrary): Calendar {
  const day = (id: string, days: string, rest: Partial<CalendarDay["day"]>): CalendarDay => ({
    draft: id,
    applicant: name(library, id),
    form: form.id,
    formTitle: form.title,
    day: { day: days, hour: null, kind: "filing", title: "", says: "", cite: null, place: null, ...rest },
  });
  const days = [...library.kept].flatMap(([id, { draft }]) => {
    const filed = draft.filing_date;
    if (!filed) return [];
    return [
      day(id, filed, {
        title: "申报",
        says: "在指定的信息平台提交材料。",
        cite: "第六条(一)",
        place: "filing_date",
      }),
      day(id, "2026-06-30", {
        kind: "deadline",
        hour: 16,
        title: "申报截止",
        says: "请在截止以前提交全部材料。",
        cite: `《${SAMPLE.title}》（${SAMPLE.number}）`,
      }),
      day(id, "2026-09-01", {
        kind: "earliest",
        title: "可以满足一项条件",
        says: "成立满 2 年；自这一天起满足。",
        cite: "第五条(二)",
        place: "centre.operating_since",
      }),
      day(id, "2026-02-01", {
        kind: "procedure",
        title: "有效期届满",
        says: "届满应当参加复核。",
        cite: "第九条(一)",
      }),
    ];
  });
  days.sort((one, other) => one.day.day.localeCompare(other.day.day));
  return { days, today: TODAY, leftOut: 0 };
}

function season(library: MockLibrary, year: number): SeasonView {
  const ids = [...library.kept.keys()];
  const nominations = ids.map((id) => {
    const { draft } = library.of(id);
    const report = check(form, draft);
    const count = (standing: string) => report.findings.filter((it) => it.standing === standing).length;
    return {
      id,
      title: name(library, id),
      category: form.variants.find((variant) => variant.id === draft.variant)?.title ?? "",
      standing: report.standing,
      missing: report.field_findings.length,
      notMet: count("not_met"),
      unknown: count("unknown"),
      filingDate: draft.filing_date,
    };
  });
  const place = (id: string, path: string) => ({ draft: id, title: name(library, id), path });
  const [one, other] = ids;
  const advices: SeasonAdvice[] =
    one === undefined || other === undefined
      ? []
      : [
          {
            matter: "person",
            is_sure: true,
            says: "“沈一”在 2 份提名中出现（证件号码相同），请对照当年通知核对是否允许。",
            places: [place(one, "team.roster[0].name"), place(other, "team.roster[0].name")],
          },
          {
            matter: "unit",
            is_sure: false,
            says: "单位名称相近：“示例机械有限公司”、“示例机戒有限公司”，请核对是否为同一单位。",
            places: [place(one, "organisation.name"), place(other, "organisation.name")],
          },
        ];
  return { title: "提名季", years: [2026, 2025], year, nominations, advices };
}
