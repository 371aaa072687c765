/** The corrections log: what people decided, and what sources and publishers took back. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { useDeciding } from "../data/decide.ts";
import { accounts, alone, story as storyOf } from "../data/held.ts";
import { useHere } from "../data/session.ts";
import { viewAt, type Story } from "../data/story.ts";
import type { Link } from "../data/types.ts";
import { ClaimLink, Problem } from "../parts/text.tsx";
import { to, type Route } from "../route.ts";
import { count, day, relation, t } from "../words.ts";

const BACK = new Set(["withdrawn_by_origin", "disavowed_by_origin", "corrected_by_origin", "retracted_by_publisher", "rejected"]);

export function LogView({ route }: { route: Route }): JSX.Element {
  return (
    <>
      <header class="masthead"><h1 tabIndex={-1}>{t("corrections")}</h1><p class="facts">{t("corrections_intro")}</p></header>
      {alone ? <Held route={route} /> : <Live story={route.query["story"]} />}
    </>
  );
}

/** In a page by itself: what was taken back, from the links of its stories. People's decisions are links by a person. */
function Held({ route }: { route: Route }): JSX.Element {
  const [stories, set] = useState<Story[]>([]);
  useEffect(() => { Promise.all(accounts.map((a) => storyOf(a.story.id))).then(set, () => set([])); }, []);
  return <>{stories.map((story) => {
    const view = viewAt(story, story.account.moments.at(-1));
    const links = story.account.links.filter((x) => BACK.has(x.relation) || x.by.startsWith("person:"));
    const told = new Map<string, Link>();
    for (const x of links) if (!told.has(x.subject)) told.set(x.subject, x);
    return (
      <section class="part"><h2><a href={to(["story", story.account.story.id])}><bdi>{story.account.story.title}</bdi></a></h2>
        <p class="note">{count("log_entries", told.size)}</p>
        <ul class="became">{[...told.values()].sort((a, b) => (b.at ?? "").localeCompare(a.at ?? "")).map((x) => (
          <li>{x.at && <time dateTime={x.at}>{day(x.at)}</time>} <ClaimLink view={view} route={route} id={x.subject} />: {relation(x.relation, false).replace(/:? ?\{other\}/, "").toLowerCase()}{x.reason && ` (${x.reason})`} <span class="by">{t("by_rule", { by: x.by })}</span></li>
        ))}</ul></section>
    );
  })}</>;
}

function Live({ story }: { story: string | undefined }): JSX.Element {
  const { session } = useHere();
  const deciding = useDeciding();
  const [entries, set] = useState<api.Entry[] | null>(null);
  const [failed, fail] = useState("");
  useEffect(() => {
    const load = (): void => { api.corrections(story).then((found) => { deciding.saw(); set(found); }, (error: Error) => fail(error.message)); };
    load();
    return api.changes(story, load);
  }, [story]);
  if (failed) return <Problem>{failed}</Problem>;
  if (entries === null) return <p class="note">{t("loading")}</p>;
  const undone = new Set(entries.filter((e) => e.act === "undo").map((e) => e.value));
  const stands = (e: api.Entry): boolean => e.kind === "decision" && e.state === "open" && !undone.has(String(e.number));
  return (
    <>
      <p class="note" role="status">{deciding.told} {count("log_entries", entries.length)}</p>
      {deciding.fault && <Problem>{deciding.fault.detail ?? deciding.fault.title} {deciding.fault.remedy}</Problem>}
      <ul class="log">{grouped(entries).map((group) => {
        const e = group[0] as api.Entry;
        return (
          <li key={e.number}><time dateTime={e.recorded}>{day(e.recorded)}</time> <b>{(e.act ?? e.kind).replace(/_/g, " ")}</b>{" "}
            {group.map((one, k) => <>{k > 0 && ", "}<Subject of={one} /></>)}
            {e.reason && `: ${e.reason}`} <span class="by">({e.by}, {t("entry_n", { n: e.number })}{undone.has(String(e.number)) && `; ${t("taken_back_since")}`})</span>
            {session.may.decide && stands(e) && <> <button type="button" class="plain" disabled={deciding.busy} aria-label={t("undo_entry", { n: e.number })} onClick={() => void deciding.undo(e.number)}>{t("undo")}</button></>}</li>
        );
      })}</ul>
    </>
  );
}

/** Entries that stand beside each other and say the same of several subjects are one line. */
function grouped(entries: api.Entry[]): api.Entry[][] {
  const groups: api.Entry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const like = last?.[0];
    if (last && like && like.act === entry.act && like.by === entry.by && like.reason === entry.reason && like.value === entry.value && !entry.by.startsWith("person:")) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function Subject({ of }: { of: api.Entry }): JSX.Element {
  return of.story && of.subject.startsWith("c") ? <a href={to(["story", of.story, "figure", of.subject])}>{of.subject.slice(0, 9)}</a> : <>{of.subject}</>;
}
