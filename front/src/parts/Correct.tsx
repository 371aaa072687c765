/** Correcting a claim: what it counts, of whom, where, by whom, how it stands, and which words are its figure. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { measureName, sideName, standingName, t } from "../words.ts";

const MEASURES = "killed injured seriously_injured hospitalised killed_or_injured missing trapped rescued arrested held released kidnapped investigated displaced evacuated sheltered homeless affected infected crowd deployed destroyed damaged looted damage_cost".split(" ");
const STANDINGS = "asserted estimated unverified disputed corrected disavowed withdrawn".split(" ");
const SIDES = "state_forces others all_stated not_said".split(" ");
const QUALIFIERS = "exact about more_than at_least nearly up_to between vague".split(" ");

type Changes = Record<string, unknown>;

export function Correct({ claim, go, cancel }: { claim: api.Placed; go: (changes: Changes, reason: string) => void; cancel: () => void }): JSX.Element {
  const [span, choose] = useState<{ start: number; end: number }>({ start: claim.figure.start, end: claim.figure.end });
  const [places, setPlaces] = useState<{ id: string; name: string; country: string | null }[]>([]);
  const [sources, setSources] = useState<{ id: string; name: string }[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => { form.current?.querySelector<HTMLElement>("select, input")?.focus(); }, []);
  useEffect(() => { api.sources(claim.story).then(setSources, () => setSources([])); }, [claim.story]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const field = (name: string): string => String(given.get(name) ?? "").trim();
    const changes: Changes = {};
    const before: Record<string, string | null> = { measure: claim.measure, qualifier: claim.qualifier, who: claim.who, side: claim.side, standing: claim.standing };
    for (const [name, was] of Object.entries(before)) if (field(name) !== (was ?? "")) changes[name] = field(name) || null;
    for (const name of ["low", "high"] as const) {
      const n = field(name) === "" ? null : Number(field(name));
      if (n !== claim[name]) changes[name] = n;
    }
    if (field("source")) changes["source"] = field("source");
    const place = places.find((p) => placeWords(p) === field("where"));
    if (place && place.id !== claim.place?.id) changes["place"] = place.id;
    else if (!place && field("where") !== whereOf(claim)) changes["where"] = field("where");
    if (span.start !== claim.figure.start || span.end !== claim.figure.end) changes["figure"] = span;
    if (Object.keys(changes).length > 0) go(changes, field("reason"));
  };
  return (
    <form ref={form} class="decision correct" onSubmit={submit}>
      <fieldset><legend>{t("which_words")}</legend><SpanPicker claim={claim} span={span} choose={choose} /></fieldset>
      <Select name="measure" value={claim.measure} options={MEASURES.map((m) => [m, measureName(m)])} />
      <Select name="qualifier" value={claim.qualifier} options={QUALIFIERS.map((q) => [q, q.replace(/_/g, " ")])} />
      <label>{t("low")}<input name="low" type="number" min="0" value={claim.low ?? ""} /></label>
      <label>{t("high")}<input name="high" type="number" min="0" value={claim.high ?? ""} /></label>
      <label>{t("of")}<input name="who" value={claim.who ?? ""} /></label>
      <Select name="side" value={claim.side} options={SIDES.map((s) => [s, sideName(s)])} />
      <label>{t("where")}<input name="where" list="places-known" value={whereOf(claim)} onInput={(event) => {
        const q = event.currentTarget.value;
        if (q.length > 1) api.places(q).then(setPlaces, () => setPlaces([]));
      }} /><datalist id="places-known">{places.map((p) => <option key={p.id} value={placeWords(p)} />)}</datalist></label>
      <Select name="source" value="" options={[["", claim.source?.name ?? t("nobody")], ...sources.map((s): [string, string] => [s.id, s.name])]} />
      <Select name="standing" value={claim.standing} options={STANDINGS.map((s) => [s, standingName(s)])} />
      <label class="long">{t("reason")}<input name="reason" required /></label>
      <p><button type="submit">{t("do_it")}</button> <button type="button" class="plain" onClick={cancel}>{t("cancel")}</button></p>
    </form>
  );
}

const whereOf = (claim: api.Placed): string => claim.place?.name ?? claim.where ?? "";
const placeWords = (p: { name: string; country: string | null }): string => (p.country ? `${p.name}, ${p.country}` : p.name);

function Select({ name, value, options }: { name: string; value: string; options: [string, string][] }): JSX.Element {
  return <label>{t(name)}<select name={name}>{options.map(([key, words]) => <option key={key} value={key} selected={key === value}>{words}</option>)}</select></label>;
}

interface Word { start: number; end: number; text: string }

/** The words of the sentence; the first and the last of the figure are chosen by click, or by the arrow keys. */
function SpanPicker({ claim, span, choose }: { claim: api.Placed; span: { start: number; end: number }; choose: (span: { start: number; end: number }) => void }): JSX.Element {
  const [sentence, set] = useState(claim.sentence.text);
  const [anchor, hold] = useState<Word | null>(null);
  useEffect(() => {
    // A masked sentence is shorter or longer than the report's own; the report's text keeps every place.
    if (claim.sentence.text.includes("[name]")) api.text(claim.report_id).then(({ text }) => set(Array.from(text).slice(claim.sentence.start, claim.sentence.end).join("")), () => undefined);
  }, [claim]);
  const words: Word[] = [];
  let at = 0;
  for (const token of sentence.match(/\s+|\S+/gu) ?? []) {
    const bare = token.replace(/^[("“‘]+|[.,;:!?)"”’]+$/gu, "");
    const from = at + Array.from(token.slice(0, token.indexOf(bare))).length;
    if (bare.trim() !== "") words.push({ start: claim.sentence.start + from, end: claim.sentence.start + from + Array.from(bare).length, text: token });
    at += Array.from(token).length;
  }
  const inside = (w: Word): boolean => w.end > span.start && w.start < span.end;
  const click = (w: Word): void => {
    if (anchor === null) {
      hold(w);
      choose({ start: w.start, end: w.end });
    } else {
      choose({ start: Math.min(anchor.start, w.start), end: Math.max(anchor.end, w.end) });
      hold(null);
    }
  };
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const chosen = words.filter(inside);
    const [first, last] = [words.indexOf(chosen[0] as Word), words.indexOf(chosen.at(-1) as Word)];
    const [a, b] = event.shiftKey ? [first, last + step] : [first + step, last + step];
    const [from, until] = [words[a], words[b]];
    if (from && until && a <= b) choose({ start: from.start, end: until.end });
  };
  return (
    <>
      <p class="words-to-choose" dir="auto" role="group" tabIndex={0} aria-label={t("choose_words")} aria-describedby="choose-help" onKeyDown={move}>
        {words.map((w, k) => <span key={k} class={inside(w) ? "word chosen" : "word"} onClick={() => click(w)}>{w.text}{" "}</span>)}
      </p>
      <p class="by" id="choose-help">{t("choose_help")} <span aria-live="polite">{t("chosen_words", { words: words.filter(inside).map((w) => w.text).join(" ") })}</span></p>
    </>
  );
}
