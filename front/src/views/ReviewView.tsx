/** Review: the queue, most pressing first, worked through by keyboard. Everything goes through the API; nothing is overwritten. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { alone } from "../data/held.ts";
import { useQueue } from "../data/queue.ts";
import { useHere } from "../data/session.ts";
import { Correct } from "../parts/Correct.tsx";
import { SignIn } from "../parts/SignIn.tsx";
import { Problem, Words } from "../parts/text.tsx";
import { to, type Route } from "../route.ts";
import { count, day, measureName, number, standingName, t } from "../words.ts";

type Mode = "look" | "correct" | "reject";

export function ReviewView({ route }: { route: Route }): JSX.Element {
  const { session } = useHere();
  const story = route.query["story"];
  return (
    <>
      <header class="masthead"><h1 tabIndex={-1}>{t("review")}</h1><p class="facts">{t("review_intro")}</p>
        {session.may.decide && <p class="facts"><a href={to(["regroup"], story ? { story } : {})}>{t("regroup")}</a></p>}</header>
      {alone ? <p class="note">{t("review_needs_server")}</p> : !session.may.decide ? <SignIn /> : <Queue story={story} />}
    </>
  );
}

interface Stale { fault: api.Fault; entry: number | null }

function Queue({ story }: { story: string | undefined }): JSX.Element {
  const { changed } = useHere();
  const [mode, enter] = useState<Mode>("look");
  const [told, tell] = useState("");
  const [stale, fail] = useState<Stale | null>(null);
  const [busy, wait] = useState(false);
  const done = useRef<{ entry: number; claim: string }[]>([]);
  const queue = useQueue(story, mode !== "look");
  const { tasks, task, at } = queue;

  const line = useRef<Promise<unknown>>(Promise.resolve());
  const running = useRef(0);
  const decide = (act: Record<string, unknown>, words: string): Promise<boolean> => {
    running.current += 1;
    wait(true);
    const own = line.current.then(() => record(act, words)); // one after the other, each on what the one before left
    line.current = own;
    return own;
  };
  const record = async (act: Record<string, unknown>, words: string): Promise<boolean> => {
    fail(null);
    try {
      const answer = await api.decide(act, queue.seen());
      const entry = answer.entries.at(-1);
      if (entry && act["act"] !== "undo") done.current.push({ entry: entry.number, claim: String(act["claim"] ?? "") });
      queue.saw(answer.upto);
      enter("look");
      tell(words);
      changed();
      await queue.load();
      return true;
    } catch (error) {
      if (!(error instanceof api.Refused)) tell((error as Error).message);
      else {
        const theirs = error.fault.entry?.number ?? null;
        fail({ fault: error.fault, entry: theirs });
        if (theirs !== null) queue.saw(theirs); // told of it, the person may decide all the same
        if (error.fault.status === 409) await queue.load().catch(() => undefined);
      }
      return false;
    } finally {
      running.current -= 1;
      wait(running.current > 0);
    }
  };

  const undo = (): void => {
    const last = done.current.at(-1);
    if (!last) return tell(t("nothing_to_undo"));
    queue.show(last.claim);
    void decide({ act: "undo", entry: last.entry, reason: t("undone_by_hand") }, t("undone")).then((ok) => { if (ok) done.current.pop(); else queue.show(null); });
  };
  const start = (form: Mode): void => { fail(null); enter(form); };
  const accept = (): void => { if (task) void decide({ act: "accept", claim: task.claim.id }, t("accepted")); };
  useKeys(mode === "look" && tasks !== null, () => running.current > 0, {
    j: () => queue.go(at + 1), k: () => queue.go(at - 1), a: accept, c: () => { if (task) start("correct"); }, r: () => { if (task) start("reject"); }, u: undo,
  }, () => start("look"));

  if (tasks === null) return <p class="note">{queue.failed || t("loading")}</p>;
  return (
    <>
      <p class="note" aria-live="polite" id="told">{told ? `${told} ` : ""}{count("tasks", tasks.length)}</p>
      {stale && <Problem>{stale.fault.detail ?? stale.fault.title} {mode !== "look" && stale.entry !== null ? t("stale_form") : stale.fault.remedy}</Problem>}
      {task && (
        <div class="review">
          <Card task={task} n={at} of={tasks.length} />
          {queue.behind !== "no" && <p class="note behind" role="status">{t(`behind_${queue.behind}`)}</p>}
          {mode === "look" && <p class="keys">
            <button type="button" disabled={busy} onClick={accept}><kbd>a</kbd> {t("accept")}</button>
            <button type="button" onClick={() => start("correct")}><kbd>c</kbd> {t("correct")}</button>
            <button type="button" onClick={() => start("reject")}><kbd>r</kbd> {t("reject")}</button>
            <button type="button" onClick={() => queue.go(at - 1)}><kbd>k</kbd> {t("before_it")}</button>
            <button type="button" onClick={() => queue.go(at + 1)}><kbd>j</kbd> {t("after_it")}</button>
            <button type="button" disabled={busy} onClick={undo}><kbd>u</kbd> {t("undo")}</button></p>}
          {mode === "reject" && <Reason label={t("why_rejected")} go={(reason) => void decide({ act: "reject", claim: task.claim.id, reason }, t("rejected"))} cancel={() => start("look")} />}
          {mode === "correct" && <Correct key={task.claim.id} claim={task.claim} cancel={() => start("look")}
            go={(changes, reason) => void decide({ act: "correct", claim: task.claim.id, changes, reason }, t("corrected"))} />}
        </div>
      )}
      {tasks.length === 0 && <p class="note">{t("queue_empty")}</p>}
    </>
  );
}

const AHEAD = 8; // keys that are pressed while a decision is recorded, and wait for the next card

/** Keys of the queue, outside of fields. The listener stands from the first drawing on, and always does what is shown. */
function useKeys(on: boolean, busy: () => boolean, keys: Record<string, () => void>, escape: () => void): void {
  const now = useRef({ on, busy, keys, escape });
  const ahead = useRef<string[]>([]);
  useLayoutEffect(() => {
    now.current = { on, busy, keys, escape };
    if (busy()) return;
    const next = ahead.current.shift();
    if (next !== undefined && on) keys[next]?.();
    else ahead.current = [];
  });
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === "Escape") return now.current.escape();
      const inField = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      const act = now.current.keys[event.key];
      if (!act || inField || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !now.current.on) return;
      event.preventDefault();
      if (!now.current.busy()) act();
      else if (ahead.current.length < AHEAD) ahead.current.push(event.key);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
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

function Reason({ label, go, cancel }: { label: string; go: (reason: string) => void; cancel: () => void }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form class="decision" onSubmit={(event) => { event.preventDefault(); if (field.current?.value.trim()) go(field.current.value.trim()); }}>
      <label>{label}<input ref={field} required /></label>
      <button type="submit">{t("do_it")}</button><button type="button" class="plain" onClick={cancel}>{t("cancel")}</button>
    </form>
  );
}
