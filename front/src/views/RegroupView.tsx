/** Merging and splitting what was grouped wrongly: stories, sources, origins. One picks by name and sees what would become of it. */
import type { ComponentChildren, ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { useDeciding, type Deciding } from "../data/decide.ts";
import { alone } from "../data/held.ts";
import { useHere } from "../data/session.ts";
import { OriginMerge, OriginSplit } from "../parts/OriginForms.tsx";
import { SourceMerge, SourceSplit } from "../parts/SourceForms.tsx";
import { StoryMerge, StorySet, StorySplit } from "../parts/StoryForms.tsx";
import { SignIn } from "../parts/SignIn.tsx";
import { Problem } from "../parts/text.tsx";
import { to, type Route } from "../route.ts";
import { t } from "../words.ts";

const WHAT = ["stories", "sources", "lineages"] as const;
const WAYS = ["merge", "split", "set"] as const;

const NAMES: Record<(typeof WAYS)[number], (what: string) => string> = { merge: (what) => t(`merge_${what}`), split: (what) => t(`split_${what}`), set: (what) => t(`set_${what}`) };

export interface FormGiven { deciding: Deciding; stories: api.StorySummary[]; route: Route; done: (act: Record<string, unknown>, words: string) => void }

export function RegroupView({ route }: { route: Route }): JSX.Element {
  const { session } = useHere();
  return (
    <>
      <header class="masthead"><p class="crumb"><a href={to(["review"])}>{t("review")}</a></p>
        <h1 tabIndex={-1}>{t("regroup")}</h1><p class="facts">{t("regroup_intro")}</p></header>
      {alone ? <p class="note">{t("review_needs_server")}</p> : !session.may.decide ? <SignIn /> : <Regroup route={route} />}
    </>
  );
}

function Regroup({ route }: { route: Route }): JSX.Element {
  const what = WHAT.find((w) => w === route.query["what"]) ?? "stories";
  const ways = WAYS.filter((w) => w in FORMS[what]);
  const way = ways.find((w) => w === route.query["do"]) ?? "merge";
  const deciding = useDeciding();
  const [stories, set] = useState<api.StorySummary[] | null>(null);
  const [round, next] = useState(0);
  useEffect(() => { api.stories({}).then((found) => { deciding.saw(); set(found); }, () => set([])); }, [round]);
  const done = (act: Record<string, unknown>, words: string): void => {
    void deciding.decide(act, words).then((ok) => { if (ok) next((n) => n + 1); });
  };
  const undo = (): void => { void deciding.undo().then((ok) => { if (ok) next((n) => n + 1); }); };
  const tab = (on: boolean, query: Record<string, string>, words: string): JSX.Element =>
    <li><a href={to(["regroup"], { ...route.query, what, do: way, ...query })} aria-current={on ? "page" : undefined}>{words}</a></li>;
  const Form = FORMS[what][way] ?? FORMS[what].merge;
  return (
    <>
      <nav class="measures" aria-label={t("what_kind")}><ul>{WHAT.map((w) => tab(w === what, { what: w }, t(`what_${w}`)))}</ul></nav>
      <nav class="measures ways" aria-label={t("how_regroup")}><ul>{ways.map((w) => tab(w === way, { do: w }, NAMES[w](what)))}</ul></nav>
      <p class="note" role="status" id="told">{deciding.told} {deciding.undoable && deciding.told && <button type="button" class="plain" disabled={deciding.busy} onClick={undo}>{t("undo")}</button>}</p>
      {deciding.fault && <Problem>{deciding.fault.detail ?? deciding.fault.title} {deciding.fault.entry ? t("stale_form") : deciding.fault.remedy}</Problem>}
      {stories === null ? <p class="note">{t("loading")}</p> : <Form key={`${what}|${way}|${round}`} deciding={deciding} stories={stories} route={route} done={done} />}
    </>
  );
}

const FORMS: Record<(typeof WHAT)[number], { merge: ComponentType<FormGiven>; split: ComponentType<FormGiven>; set?: ComponentType<FormGiven> }> = {
  stories: { merge: StoryMerge, split: StorySplit, set: StorySet },
  sources: { merge: SourceMerge, split: SourceSplit },
  lineages: { merge: OriginMerge, split: OriginSplit },
};

/** The end of each form: what would become of it, the reason, and the button, which is shut until all is chosen. */
export function Confirm({ ready, button, send, busy, children }: { ready: boolean; button: string; send: (reason: string) => void; busy: boolean; children: ComponentChildren }): JSX.Element {
  const [reason, set] = useState("");
  return (
    <form class="decision confirm" onSubmit={(event) => { event.preventDefault(); if (ready && reason.trim()) send(reason.trim()); }}>
      <div class="long preview" aria-live="polite">{children}</div>
      <label class="long">{t("reason")}<input value={reason} required onInput={(event) => set(event.currentTarget.value)} /></label>
      <p><button type="submit" disabled={!ready || busy}>{button}</button></p>
    </form>
  );
}
