/** Stories that are one; reports that belong to another story. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { forget, story as storyOf } from "../data/held.ts";
import type { Story } from "../data/story.ts";
import { Confirm, type FormGiven } from "../views/RegroupView.tsx";
import { count, day, measureName, number, t } from "../words.ts";
import { Picker, type Choice } from "./Picker.tsx";
import { reportName, what } from "./text.tsx";

/** "3 reports, 12 figures, 6 January 2022 to 9 January 2022" */
export function factsOf(s: api.StorySummary): string {
  const days = s.first && s.last ? (s.first === s.last ? day(s.first, true) : `${day(s.first, true)} – ${day(s.last, true)}`) : t("undated");
  return [s.place?.name, count("reports_n", s.reports), count("figures_read", s.claims).toLowerCase(), days].filter(Boolean).join(" · ");
}

export const storyChoice = (s: api.StorySummary): Choice => ({ id: s.id, name: s.title, facts: factsOf(s), more: s.id });

function Tolls({ of }: { of: api.StorySummary }): JSX.Element {
  return <li><b><bdi>{of.title}</bdi></b> <span class="by">{factsOf(of)}</span>
    {of.tolls.slice(0, 3).map((toll) => <p class="by">{measureName(toll.measure, toll.object)}: {toll.sentence}</p>)}</li>;
}

export function StoryMerge({ deciding, stories, route, done }: FormGiven): JSX.Element {
  const asked = route.query["story"];
  const [chosen, choose] = useState<string[]>(asked && stories.some((s) => s.id === asked) ? [asked] : []);
  const [target, aim] = useState("");
  const rows = stories.filter((s) => chosen.includes(s.id));
  const into = rows.find((s) => s.id === target) ?? [...rows].sort((a, b) => b.reports - a.reports)[0];
  const others = rows.filter((s) => s !== into);
  return (
    <>
      <Picker many label={t("which_stories")} choices={stories.map(storyChoice)} chosen={chosen} choose={choose} />
      <Confirm ready={others.length > 0} busy={deciding.busy} button={t("merge")}
        send={(reason) => done({ act: "merge_stories", into: into?.id, stories: others.map((s) => s.id), reason }, t("merged_into", { name: into?.title ?? "" }))}>
        {into === undefined || others.length === 0 ? <p class="note">{t("choose_two")}</p> : <>
          <fieldset><legend>{t("which_stays")}</legend>{rows.map((s) => <label class="inline"><input type="radio" name="into" checked={s === into} onChange={() => aim(s.id)} /> <bdi>{s.title}</bdi></label>)}</fieldset>
          <p>{t("would_merge", { others: others.map((s) => `“${s.title}”`).join(", "), into: into.title, reports: number(rows.reduce((n, s) => n + s.reports, 0)), claims: number(rows.reduce((n, s) => n + s.claims, 0)) })}</p>
          <ul class="bare">{rows.map((s) => <Tolls of={s} />)}</ul></>}
      </Confirm>
    </>
  );
}

export function useStory(id: string): Story | null {
  const [story, set] = useState<Story | null>(null);
  useEffect(() => {
    let left = false;
    set(null);
    if (id) { forget(id); storyOf(id).then((found) => { if (!left) set(found); }, () => undefined); }
    return () => { left = true; };
  }, [id]);
  return story;
}

/** Which story it is about: the one of the address, or one that is picked. */
export function useChosenStory({ stories, route }: FormGiven): { id: string; picker: JSX.Element } {
  const [id, choose] = useState(stories.find((s) => s.id === route.query["story"])?.id ?? (stories.length === 1 ? (stories[0]?.id ?? "") : ""));
  return { id, picker: <Picker label={t("which_story")} choices={stories.map(storyChoice)} chosen={id ? [id] : []} choose={([one]) => choose(one ?? "")} /> };
}

function membersOf(story: Story, single: boolean): Choice[] {
  const { account } = story;
  const when = (known: string | null): string => (known ? day(known, true) : t("undated"));
  if (single) return account.claims.map((c) => {
    const report = story.reports.get(c.report);
    return { id: c.id, name: `${c.figure} ${what(c)}`, facts: [report?.publisher, when(report?.known ?? null)].filter(Boolean).join(" · "), more: c.quote.join("") };
  });
  const figures = new Map<string, number>();
  for (const c of account.claims) figures.set(c.report, (figures.get(c.report) ?? 0) + 1);
  return account.reports.map((r) => ({ id: r.id, name: reportName(r), facts: [r.publisher, when(r.known), count("figures_read", figures.get(r.id) ?? 0).toLowerCase()].filter(Boolean).join(" · "), more: r.name }));
}

export function StorySplit(given: FormGiven): JSX.Element {
  const { deciding, stories, done } = given;
  const { id, picker } = useChosenStory(given);
  const story = useStory(id);
  const [single, alone] = useState(false);
  const [members, choose] = useState<string[]>([]);
  const [into, aim] = useState("");
  const [title, name] = useState("");
  useEffect(() => choose([]), [id, single]);
  const own = story?.account;
  const gone = own ? own.claims.filter((c) => members.includes(c.id) || members.includes(c.report)).length : 0;
  const target = stories.find((s) => s.id === into)?.title ?? title.trim();
  return (
    <>
      {picker}
      {story && own && <>
        <p><button type="button" class="tab" aria-pressed={!single} onClick={() => alone(false)}>{t("whole_reports")}</button> <button type="button" class="tab" aria-pressed={single} onClick={() => alone(true)}>{t("single_figures")}</button></p>
        <Picker key={String(single)} many label={t("what_leaves")} choices={membersOf(story, single)} chosen={members} choose={choose} />
        <div class="decision"><label>{t("goes_to")}<select value={into} onChange={(event) => aim(event.currentTarget.value)}><option value="">{t("a_new_story")}</option>{stories.filter((s) => s.id !== id).map((s) => <option key={s.id} value={s.id}>{s.title}</option>)}</select></label>
          {into === "" && <label>{t("new_title")}<input value={title} onInput={(event) => name(event.currentTarget.value)} /></label>}</div>
        <Confirm ready={members.length > 0 && (into !== "" || title.trim() !== "")} busy={deciding.busy} button={t("split")}
          send={(reason) => done({ act: "split_story", story: id, members, ...(into ? { into } : { title: title.trim() }), reason }, t("split_from", { name: target }))}>
          <p class={members.length ? "" : "note"}>{members.length === 0 || target === "" ? t("choose_what_leaves") : t(gone === 1 ? "would_split_one" : "would_split", { n: number(gone), from: own.story.title, rest: number(own.claims.length - gone), into: target })}</p>
        </Confirm></>}
    </>
  );
}

/** What people set of a story: its title, what counts in it, and how many must sign a toll before it is first published. */
export function StorySet(given: FormGiven): JSX.Element {
  const { deciding, stories, done } = given;
  const { id, picker } = useChosenStory(given);
  const story = stories.find((s) => s.id === id);
  const [fields, set] = useState<Record<string, string>>({});
  useEffect(() => set({}), [id]);
  const field = (name: string, was: string): { value: string; onInput: (event: { currentTarget: { value: string } }) => void } =>
    ({ value: fields[name] ?? was, onInput: (event) => set({ ...fields, [name]: event.currentTarget.value }) });
  const changes = Object.entries({ title: story?.title ?? "", rule: story?.rule ?? "", signers: "" })
    .flatMap(([name, was]): [string, string | number][] => { const now = (fields[name] ?? was).trim(); return now !== was && now !== "" ? [[name, name === "signers" ? Number(now) : now]] : []; });
  return (
    <>
      {picker}
      {story && <>
        <div class="decision"><label>{t("title")}<input {...field("title", story.title)} /></label>
          <label>{t("signers")}<select {...field("signers", "")}><option value="">{t("as_it_is")}</option><option value="1">{t("one_person")}</option><option value="2">{t("two_persons")}</option></select></label>
          <label class="long">{t("rule")}<textarea rows={3} {...field("rule", story.rule ?? "")} /></label></div>
        <Confirm ready={changes.length > 0} busy={deciding.busy} button={t("set_it")} send={(reason) => done({ act: "set_story", story: id, ...Object.fromEntries(changes), reason }, t("was_set"))}>
          <p class={changes.length ? "" : "note"}>{changes.length === 0 ? t("change_something") : changes.map(([name, now]) => `${t(name)}: ${now}`).join("; ")}</p>
        </Confirm></>}
    </>
  );
}
