/** All stories: their tolls, what moved since yesterday, open conflicts, the last report. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { moments } from "../data/compare.ts";
import { accounts, alone, story as storyOf } from "../data/held.ts";
import { isWhole, lastBy, viewAt, type Story } from "../data/story.ts";
import type { Toll } from "../data/types.ts";
import { Pick } from "../parts/Claims.tsx";
import { Problem, Words } from "../parts/text.tsx";
import { amend, to, type Route } from "../route.ts";
import { count, day, kindName, measureName, number, standingName, t } from "../words.ts";

const CALM = 1000; // milliseconds without a change before the list is asked for anew

export function StoriesView({ route }: { route: Route }): JSX.Element {
  const [all, set] = useState<api.StorySummary[] | null>(null);
  const [failed, fail] = useState("");
  const { query } = route;
  const [round, next] = useState(0);
  useEffect(() => {
    if (alone) return undefined;
    let wait = 0;
    const end = api.changes(undefined, () => { clearTimeout(wait); wait = setTimeout(() => next((n) => n + 1), CALM); });
    return () => { clearTimeout(wait); end(); };
  }, []);
  useEffect(() => {
    const asked = alone ? Promise.all(accounts.map((a) => storyOf(a.story.id))).then((found) => found.map(summary))
      : api.stories({ place: query["place"], measure: query["measure"], standing: query["standing"], since: query["since"], until: query["until"] });
    asked.then(set, (error: Error) => fail(error.message));
  }, [query["place"], query["measure"], query["standing"], query["since"], query["until"], round]);
  const shown = useMemo(() => (all ?? []).filter((s) => matches(s, query)), [all, query]);
  return (
    <>
      <header class="masthead"><h1 tabIndex={-1}>{t("stories")}</h1><p class="facts">{t("stories_intro")}</p></header>
      <Filters route={route} all={all ?? []} />
      {failed && <Problem>{failed}</Problem>}
      {all !== null && <p class="note" aria-live="polite">{count("stories_shown", shown.length)}</p>}
      {all?.length === 0 && !failed && <p class="note">{t("no_stories")}</p>}
      <ul class="stories">{shown.map((s) => <StoryItem key={s.id} of={s} />)}</ul>
      {query["q"] && <Found q={query["q"]} />}
    </>
  );
}

function Filters({ route, all }: { route: Route; all: api.StorySummary[] }): JSX.Element {
  const places = [...new Set(all.map((s) => s.place?.name).filter((p): p is string => Boolean(p)))].sort();
  const measures = [...new Set(all.flatMap((s) => s.tolls.map((x) => x.measure)))];
  const any: [string, string] = ["", t("any")];
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>{t("search")}<input type="search" value={route.query["q"] ?? ""} placeholder={t("search_hint")} onInput={(event) => amend(route, { q: event.currentTarget.value || null })} /></label>
      <Pick name="place" label={t("place")} value={route.query["place"] ?? ""} route={route} options={[any, ...places.map((p): [string, string] => [p, p])]} />
      <Pick name="measure" label={t("measure")} value={route.query["measure"] ?? ""} route={route} options={[any, ...measures.map((m): [string, string] => [m, measureName(m)])]} />
      <Pick name="standing" label={t("standing")} value={route.query["standing"] ?? ""} route={route} options={[any, ...["asserted", "estimated", "unverified", "disputed", "corrected", "disavowed", "withdrawn"].map((s): [string, string] => [s, standingName(s)])]} />
      <label>{t("since")}<input type="date" value={route.query["since"] ?? ""} onChange={(event) => amend(route, { since: event.currentTarget.value || null })} /></label>
      <label>{t("until")}<input type="date" value={route.query["until"] ?? ""} onChange={(event) => amend(route, { until: event.currentTarget.value || null })} /></label>
    </form>
  );
}

/** Held in the page, stories are filtered here; a server has filtered them already, but for the words. */
function matches(s: api.StorySummary, query: Record<string, string>): boolean {
  const q = query["q"]?.toLowerCase();
  const account = accounts.find((a) => a.story.id === s.id);
  if (q && !account && alone) return false;
  if (q && account && ![s.title, ...account.claims.map((c) => `${c.quote.join("")} ${c.said_by ?? ""}`), ...account.reports.map((r) => `${r.title} ${r.publisher}`)].some((x) => x.toLowerCase().includes(q))) return false;
  if (!alone) return true;
  if (query["place"] && s.place?.name !== query["place"]) return false;
  if (query["measure"] && !s.tolls.some((x) => x.measure === query["measure"])) return false;
  if (query["standing"] && !account?.claims.some((c) => c.standing === query["standing"])) return false;
  return !(query["since"] && (s.last ?? "") < query["since"]) && !(query["until"] && (s.first ?? "~") > query["until"]);
}

/** What the server says of a story, worked out from its account. */
function summary(story: Story): api.StorySummary {
  const { account } = story;
  const view = viewAt(story, undefined);
  const day = new Date(Date.parse(view.at) - 86_400_000);
  const before = Number.isNaN(day.getTime()) ? -1 : lastBy(account, day.toISOString());
  const newest = account.reports.filter((r) => r.known !== null && Date.parse(r.known) <= Date.parse(view.at)).at(-1);
  return {
    ...account.story,
    tolls: view.estimates.filter((e) => isWhole(e.toll)).map((e) => e.toll),
    moved: before < 0 ? [] : moments(story, account.moments[before] ?? "", view.at).filter((row) => isWhole((row.after ?? row.before)?.toll as Toll)).map((row) => ({
      measure: (row.after ?? row.before)?.toll.measure ?? "", scope: "all", before: says(row.before?.toll), after: says(row.after?.toll),
      change: row.change, because: [], claims: row.fresh,
    })),
    conflicts: view.estimates.filter((e) => e.toll.kind === "conflicting").length,
    problems: new Set(view.estimates.flatMap((e) => e.toll.problems.map((p) => p.message))).size,
    withdrawn: new Set(view.estimates.flatMap((e) => e.toll.set_aside.map((s) => s.claim))).size,
    newest: newest ? { title: newest.title, publisher: newest.publisher, name: newest.name, published: newest.known } : null,
  };
}

/** "more than 2,200" where the sentence words the floor so: nobody said one more. */
function lowWords(toll: Toll): string {
  if (toll.low === null) return t("none");
  const over = number(toll.low - 1);
  return toll.sentence.toLowerCase().includes(`more than ${over} `) ? t("more_than", { n: over }) : number(toll.low);
}

const says = (toll: Toll | undefined): string | null => (toll ? `${toll.low === null ? t("no_number") : lowWords(toll)} (${kindName(toll.kind).toLowerCase()})` : null);

const LEADING = 3;

function StoryItem({ of }: { of: api.StorySummary }): JSX.Element {
  const { tolls } = of;
  return (
    <li class="story-item">
      <div class="words">
        <h2><a href={to(["story", of.id])}><bdi>{of.title}</bdi></a></h2>
        <p class="facts">{[of.place?.name, count("figures_read", of.claims), count("from_reports", of.reports)].filter(Boolean).join(" · ")}</p>
        {tolls.slice(0, 1).map((toll) => <p class="sentence">{toll.sentence}</p>)}
        <p class="by">{of.newest && t("newest", { report: of.newest.title ? `“${of.newest.title}”` : of.newest.name, who: of.newest.publisher ?? t("unknown_publisher"), day: of.newest.published ? day(of.newest.published) : t("undated") })}</p>
      </div>
      <div class="figures">
        <dl>{tolls.slice(0, LEADING).map((toll) => <div><dt>{measureName(toll.measure, toll.object)}</dt><dd><b>{lowWords(toll)}</b> <span class="by">{kindName(toll.kind)}</span></dd></div>)}</dl>
        {of.conflicts + of.withdrawn + of.problems > 0 && <ul class="flags">
          {of.conflicts > 0 && <li class="grave">{count("conflicts", of.conflicts)}</li>}
          {of.withdrawn > 0 && <li>{count("taken_back", of.withdrawn)}</li>}
          {of.problems > 0 && <li>{count("to_look_at", of.problems)}</li>}
        </ul>}
        {of.moved.length > 0 && <p class="moved"><b>{t("moved")}</b> {of.moved.slice(0, 3).map((m, k) => <>{k > 0 && "; "}{measureName(m.measure).toLowerCase()} {m.before ?? t("none")} → {m.after ?? t("none")}</>)}</p>}
      </div>
    </li>
  );
}

/** What the words are found in: reports, claims and sources, of all stories. */
function Found({ q }: { q: string }): JSX.Element | null {
  const [hits, set] = useState<api.Hit[] | null>(null);
  useEffect(() => {
    if (alone) {
      Promise.all(accounts.map((a) => storyOf(a.story.id))).then((all) => set(all.flatMap((s) => hitsIn(s, q))), () => set([]));
      return;
    }
    const wait = setTimeout(() => { if (q.length > 1) api.search({ q }).then(set, () => set([])); }, 250);
    return () => clearTimeout(wait);
  }, [q]);
  if (hits === null) return null;
  return (
    <section class="part" aria-labelledby="found-title"><h2 id="found-title">{t("found_in")}</h2>
      <p class="note" aria-live="polite">{count("hits", hits.length)}</p>
      <ul class="hits">{hits.slice(0, 60).map((hit) => (
        <li><p><span class="kind-of">{t(`hit_${hit.kind}`)}</span> {hit.story && hit.kind === "claim" ? <a href={to(["story", hit.story, "figure", hit.id])}><Words>{hit.title ?? hit.id}</Words></a>
          : hit.story ? <a href={to(["story", hit.story], { figures: "all", q })}><Words>{hit.title ?? hit.id}</Words></a> : <Words>{hit.title ?? hit.id}</Words>}
          {hit.published && <span class="by"> {day(hit.published)}</span>}</p>
          {hit.words && <p dir="auto" class="hit-words"><Words>{hit.words}</Words></p>}</li>
      ))}</ul></section>
  );
}

function hitsIn(story: Story, q: string): api.Hit[] {
  const low = q.toLowerCase();
  const id = story.account.story.id;
  const has = (...words: (string | null)[]): boolean => words.some((w) => w?.toLowerCase().includes(low));
  const row = (kind: api.Hit["kind"], key: string, title: string, words: string | null, published: string | null): api.Hit => ({ kind, id: key, story: id, report: null, title, words, published, score: 1 });
  return [
    ...story.account.claims.filter((c) => has(c.quote.join(""))).map((c) => row("claim", c.id, c.figure, c.quote.join(""), story.reports.get(c.report)?.known ?? null)),
    ...story.account.reports.filter((r) => has(r.title, r.publisher)).map((r) => row("report", r.id, r.title ?? r.name, null, r.known)),
    ...story.account.sources.filter((s) => has(s.name)).map((s) => row("source", s.id, s.name, null, null)),
  ];
}

