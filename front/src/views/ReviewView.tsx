/** Review: the queue, most pressing first, worked through by keyboard. Everything goes through the API; nothing is overwritten. */
import type { JSX } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { alone } from "../data/held.ts";
import { useHere } from "../data/session.ts";
import { Correct } from "../parts/Correct.tsx";
import { Regroup } from "../parts/Regroup.tsx";
import { SignIn } from "../parts/SignIn.tsx";
import { Problem, Words } from "../parts/text.tsx";
import { to, type Route } from "../route.ts";
import { count, day, measureName, number, standingName, t } from "../words.ts";

type Mode = "look" | "correct" | "reject";

export function ReviewView({ route }: { route: Route }): JSX.Element {
  const { session } = useHere();
  return (
    <>
      <header class="masthead"><h1 tabIndex={-1}>{t("review")}</h1><p class="facts">{t("review_intro")}</p></header>
      {alone ? <p class="note">{t("review_needs_server")}</p> : !session.may.decide ? <SignIn /> : <Queue story={route.query["story"]} />}
    </>
  );
}

function Queue({ story }: { story: string | undefined }): JSX.Element {
  const { changed } = useHere();
  const [tasks, set] = useState<api.Task[] | null>(null);
  const [at, go] = useState(0);
  const [mode, enter] = useState<Mode>("look");
  const [told, tell] = useState("");
  const [failed, fail] = useState<api.Fault | null>(null);
  const done = useRef<{ entry: number; claim: string }[]>([]);
  const seen = useRef("");
  const load = useCallback(async () => {
    const found = await api.review(story);
    seen.current = api.entry;
    set(found);
  }, [story]);
  useEffect(() => { load().catch((error: Error) => tell(error.message)); }, [load]);
  useEffect(() => api.changes(story, () => { load().catch(() => undefined); }), [load, story]);
  const task = tasks?.[Math.min(at, tasks.length - 1)];

  const decide = useCallback(async (act: Record<string, unknown>, words: string): Promise<boolean> => {
    fail(null);
    try {
      const answer = await api.decide(act, seen.current || api.entry);
      const entry = answer.entries.at(-1);
      if (entry && act["act"] !== "undo") done.current.push({ entry: entry.number, claim: String(act["claim"] ?? act["subject"] ?? "") });
      seen.current = String(answer.upto);
      enter("look");
      tell(words);
      changed();
      await load();
      return true;
    } catch (error) {
      if (error instanceof api.Refused) fail(error.fault);
      else tell((error as Error).message);
      if (error instanceof api.Refused && error.fault.status === 409) await load();
      return false;
    }
  }, [load, changed]);

  const undo = useCallback(() => {
    const last = done.current.at(-1);
    if (!last) return tell(t("nothing_to_undo"));
    void decide({ act: "undo", entry: last.entry, reason: t("undone_by_hand") }, t("undone")).then((ok) => { if (ok) done.current.pop(); });
  }, [decide]);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const inField = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === "Escape") return enter("look");
      if (inField || event.ctrlKey || event.metaKey || event.altKey || mode !== "look" || !tasks) return;
      const keys: Record<string, () => void> = {
        j: () => go(Math.min(at + 1, tasks.length - 1)), k: () => go(Math.max(at - 1, 0)),
        a: () => task && void decide({ act: "accept", claim: task.claim.id }, t("accepted")),
        c: () => task && enter("correct"), r: () => task && enter("reject"), u: undo,
      };
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [at, decide, mode, task, tasks, undo]);

  if (tasks === null) return <p class="note">{told || t("loading")}</p>;
  return (
    <>
      <p class="note" aria-live="polite" id="told">{told ? `${told} ` : ""}{count("tasks", tasks.length)}</p>
      {failed && <Problem>{failed.detail ?? failed.title} {failed.remedy}</Problem>}
      {task && (
        <div class="review">
          <Card task={task} n={Math.min(at, tasks.length - 1)} of={tasks.length} />
          {mode === "look" && <p class="keys">
            <button type="button" onClick={() => void decide({ act: "accept", claim: task.claim.id }, t("accepted"))}><kbd>a</kbd> {t("accept")}</button>
            <button type="button" onClick={() => enter("correct")}><kbd>c</kbd> {t("correct")}</button>
            <button type="button" onClick={() => enter("reject")}><kbd>r</kbd> {t("reject")}</button>
            <button type="button" onClick={() => go(Math.max(at - 1, 0))}><kbd>k</kbd> {t("before_it")}</button>
            <button type="button" onClick={() => go(Math.min(at + 1, tasks.length - 1))}><kbd>j</kbd> {t("after_it")}</button>
            <button type="button" onClick={undo}><kbd>u</kbd> {t("undo")}</button></p>}
          {mode === "reject" && <Reason label={t("why_rejected")} go={(reason) => void decide({ act: "reject", claim: task.claim.id, reason }, t("rejected"))} cancel={() => enter("look")} />}
          {mode === "correct" && <Correct key={task.claim.id} claim={task.claim} cancel={() => enter("look")}
            go={(changes, reason) => void decide({ act: "correct", claim: task.claim.id, changes, reason }, t("corrected"))} />}
        </div>
      )}
      {tasks.length === 0 && <p class="note">{t("queue_empty")}</p>}
      <Regroup story={story ?? task?.claim.story} decide={decide} />
    </>
  );
}

function Card({ task, n, of }: { task: api.Task; n: number; of: number }): JSX.Element {
  const { claim } = task;
  const points = Array.from(claim.sentence.text); // spans count code points
  const [start, end] = [claim.figure.start - claim.sentence.start, claim.figure.end - claim.sentence.start];
  const whole = points.slice(start, end).join("") === claim.figure.text;
  return (
    <article class="claim card" aria-label={t("task_n", { n: n + 1, of })}>
      <p class="by">{t("task_n", { n: n + 1, of })} · {task.why}</p>
      <h2><Words>{claim.figure.text}</Words> <span class="by">{measureName(claim.measure, claim.object).toLowerCase()}{claim.who && <>, <Words>{claim.who}</Words></>}{claim.where && <>, <Words>{claim.where}</Words></>}</span></h2>
      <blockquote><p dir="auto">{whole
        ? <><Words>{points.slice(0, start).join("")}</Words><mark><Words>{claim.figure.text}</Words></mark><Words>{points.slice(end).join("")}</Words></>
        : <Words>{claim.sentence.text}</Words>}</p></blockquote>
      <p class="source"><b><Words>{claim.source?.name ?? claim.said_by ?? t("nobody")}</Words></b> · {standingName(claim.standing)} · {claim.publisher ?? claim.report}{claim.published && `, ${day(claim.published)}`} · <a href={to(["story", claim.story, "figure", claim.id])}>{t("all_of_it")}</a></p>
      {task.decided.map((entry) => <p class="by">{t("decided", { act: entry.act ?? entry.kind, by: entry.by, n: number(entry.number) })} {entry.reason}</p>)}
    </article>
  );
}

export function Reason({ label, go, cancel }: { label: string; go: (reason: string) => void; cancel: () => void }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form class="decision" onSubmit={(event) => { event.preventDefault(); if (field.current?.value.trim()) go(field.current.value.trim()); }}>
      <label>{label}<input ref={field} required /></label>
      <button type="submit">{t("do_it")}</button><button type="button" class="plain" onClick={cancel}>{t("cancel")}</button>
    </form>
  );
}
