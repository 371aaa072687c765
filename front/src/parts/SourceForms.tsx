/** Bodies that are one; wordings that are another body's. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { Confirm, type FormGiven } from "../views/RegroupView.tsx";
import { count, number, t } from "../words.ts";
import { Picker, type Choice } from "./Picker.tsx";

const KINDS = "government ministry police military prosecutor health hospital witness monitor un party agency publisher unknown".split(" ");

function useSources(): api.SourceRow[] {
  const [found, set] = useState<api.SourceRow[]>([]);
  useEffect(() => { api.sources().then(set, () => set([])); }, []);
  return found;
}

const choice = (s: api.SourceRow): Choice => ({ id: s.id, name: s.name, facts: [s.kind.replace(/_/g, " "), s.country, count("figures_read", s.claims).toLowerCase(), s.stories.length > 1 && t("in_stories", { n: s.stories.length })].filter(Boolean).join(" · "), more: s.id });

export function SourceMerge({ deciding, done }: FormGiven): JSX.Element {
  const sources = useSources();
  const [chosen, choose] = useState<string[]>([]);
  const [target, aim] = useState("");
  const rows = sources.filter((s) => chosen.includes(s.id));
  const into = rows.find((s) => s.id === target) ?? rows[0];
  const others = rows.filter((s) => s !== into);
  return (
    <>
      <Picker many label={t("which_sources")} choices={sources.map(choice)} chosen={chosen} choose={choose} />
      <Confirm ready={others.length > 0} busy={deciding.busy} button={t("merge")}
        send={(reason) => done({ act: "merge_sources", into: into?.id, sources: others.map((s) => s.id), reason }, t("merged_into", { name: into?.name ?? "" }))}>
        {into === undefined || others.length === 0 ? <p class="note">{t("choose_two")}</p> : <>
          <fieldset><legend>{t("which_stays")}</legend>{rows.map((s) => <label class="inline"><input type="radio" name="into" checked={s === into} onChange={() => aim(s.id)} /> <bdi>{s.name}</bdi></label>)}</fieldset>
          <p>{t("would_merge_sources", { others: others.map((s) => `“${s.name}”`).join(", "), into: into.name, claims: number(rows.reduce((n, s) => n + s.claims, 0)) })}</p></>}
      </Confirm>
    </>
  );
}

/** Wordings and how often each is used; "The ministry" is "the ministry". */
function wordingsOf(all: string[]): Map<string, number> {
  const found = new Map<string, number>();
  const first = new Map<string, string>();
  for (const words of all) {
    const like = words.toLowerCase();
    const key = first.get(like) ?? words;
    first.set(like, key);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

export function SourceSplit({ deciding, stories, done }: FormGiven): JSX.Element {
  const sources = useSources();
  const [from, choose] = useState("");
  const [wordings, setWordings] = useState<Map<string, number>>(new Map());
  const [words, pick] = useState<string[]>([]);
  const [body, aim] = useState("");
  const [name, call] = useState("");
  const [kind, be] = useState("unknown");
  const [story, within] = useState("");
  useEffect(() => {
    pick([]);
    setWordings(new Map());
    if (from) api.claimsOf({ source: from }).then((claims) => {
      setWordings(wordingsOf(claims.map((c) => c.said_by).filter((w): w is string => w !== null)));
    }, () => undefined);
  }, [from]);
  const to = sources.find((s) => s.id === body)?.name ?? name.trim();
  const figures = words.reduce((n, w) => n + (wordings.get(w) ?? 0), 0);
  return (
    <>
      <Picker label={t("which_source")} choices={sources.map(choice)} chosen={from ? [from] : []} choose={([one]) => choose(one ?? "")} />
      {from && <>
        <Picker many label={t("which_wordings")} choices={[...wordings].map(([w, n]) => ({ id: w, name: `“${w}”`, facts: count("figures_read", n).toLowerCase() }))} chosen={words} choose={pick} />
        <div class="decision">
          <label>{t("stands_for")}<select value={body} onChange={(event) => aim(event.currentTarget.value)}><option value="">{t("a_new_body")}</option>{sources.filter((s) => s.id !== from).map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}</select></label>
          {body === "" && <><label>{t("its_name_as_body")}<input value={name} onInput={(event) => call(event.currentTarget.value)} /></label>
            <label>{t("kind_of_body")}<select value={kind} onChange={(event) => be(event.currentTarget.value)}>{KINDS.map((k) => <option key={k} value={k}>{k}</option>)}</select></label></>}
          <label>{t("in_which_stories")}<select value={story} onChange={(event) => within(event.currentTarget.value)}><option value="">{t("in_all_stories")}</option>{stories.map((s) => <option key={s.id} value={s.id}>{s.title}</option>)}</select></label>
        </div>
        <Confirm ready={words.length > 0 && to !== ""} busy={deciding.busy} button={t("split")}
          send={(reason) => done({ act: "name_source", words, ...(body ? { source: body } : { name: name.trim(), kind }), ...(story ? { story } : {}), reason }, t("named_source", { name: to }))}>
          <p class={words.length && to ? "" : "note"}>{words.length === 0 || to === "" ? t("choose_wordings") : t("would_name", { words: words.map((w) => `“${w}”`).join(", "), to, n: number(figures) })}</p>
        </Confirm></>}
    </>
  );
}
