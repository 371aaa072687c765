/** The chart of a measure on the page: drawing, legend, what a mark says, and the same as text and as a table. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { floorsOf, marksOf, outline, colour, type Filter, type Mark, type Step } from "../charts/marks.ts";
import { TollChart } from "../charts/TollChart.tsx";
import { isPart, isWhole, partyOf, scopeKey, subjectKey, type View } from "../data/story.ts";
import { to, type Route } from "../route.ts";
import { day, measureName, number, partyName, t } from "../words.ts";
import { carried, claimPath, giver, kept, Scrolls, what, Words } from "./text.tsx";

export function useWidth<T extends HTMLElement>(first = 640): [{ current: T | null }, number] {
  const ref = useRef<T | null>(null);
  const [width, set] = useState(first);
  useLayoutEffect(() => {
    const node = ref.current;
    if (!node) return;
    const measure = (): void => set(Math.max(240, Math.floor(node.clientWidth)));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}

/** All numbers of a measure, at whatever moment: the scale of its charts. */
export function numbersOf(view: View, subject: string, keep: Filter = () => true): { all: number[]; wholes: number[] } {
  const all: number[] = [];
  const wholes: number[] = [];
  for (const claim of view.story.account.claims) {
    if (subjectKey(claim) !== subject || claim.frame !== "current" || claim.qualifier === "vague" || !keep(claim)) continue;
    const own = [claim.low, claim.high].filter((n): n is number => n !== null);
    all.push(...own);
    if (!isPart(view.story, claim)) wholes.push(...own);
  }
  return { all, wholes: wholes.length > 0 ? wholes : all };
}

export function MeasureChart({ view, route, subject }: { view: View; route: Route; subject: { key: string; measure: string; object: string | null } }): JSX.Element {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [shown, show] = useState<Mark | null>(null);
  const marks = useMemo(() => marksOf(view, subject.key), [view, subject.key]);
  const numbers = useMemo(() => numbersOf(view, subject.key), [view.story, subject.key]);
  useEffect(() => show(null), [view, subject.key]);
  const whole = view.estimates.find((e) => subjectKey(e.toll) === subject.key && isWhole(e.toll)) ?? view.estimates.find((e) => subjectKey(e.toll) === subject.key);
  const key = whole ? scopeKey(whole.toll) : `${subject.key}|||`;
  const steps = useMemo(() => floorsOf(view, key, view.story.account.at), [view, key]);
  const open = (mark: Mark): void => { location.hash = to(claimPath(view.story, mark.claim.id), kept(route)); };
  const title = t("chart_of", { measure: measureName(subject.measure, subject.object) });
  return (
    <figure class="measure-chart">
      <figcaption>{title}</figcaption>
      <div class="drawing" ref={ref}>
        {marks.length > 0
          ? <TollChart marks={marks} steps={steps} days={view.story.account.silence} asOf={view.at} numbers={numbers}
              width={width} height={Math.round(Math.min(460, Math.max(280, width * 0.52)))} chosen={shown?.claim.id ?? null} onMark={(mark) => mark && show(mark)} onOpen={open} />
          : <p class="note">{t("no_marks")}</p>}
      </div>
      <Readout view={view} mark={shown} marks={marks} steps={steps} />
      <Reasons view={view} />
      <Legend marks={marks} silent={view.story.account.silence.some((day) => day.reports === 0)} />
      <ChartTable view={view} route={route} marks={marks} steps={steps} title={title} />
    </figure>
  );
}

function Readout({ view, mark, marks, steps }: { view: View; mark: Mark | null; marks: Mark[]; steps: Step[] }): JSX.Element {
  if (mark) {
    const { claim } = mark;
    return (
      <p class="readout"><b><Words>{claim.figure}</Words></b> <Words>{what(claim)}</Words>. <Words>{giver(view.story, claim)}</Words>, {day(mark.at)}
        {mark.hollow && `. ${t("is_set_aside")}`}{mark.carriers.length > 0 && `. ${carried([claim, ...mark.carriers])}`}.</p>
    );
  }
  const aside = marks.filter((m) => m.hollow).length;
  const again = marks.reduce((n, m) => n + m.carriers.length, 0);
  const lows = steps.filter((s) => s.low !== null);
  const course = lows.length > 1 ? ` ${t("chart_course", { first: number(lows[0]?.low ?? 0), day: day(lows[0]?.at ?? ""), last: number(lows.at(-1)?.low ?? 0) })}` : "";
  return <p class="readout">{t("chart_says", { marks: number(marks.length), aside: number(aside), again: number(again) })}{course}</p>;
}

/** Why little was heard, where it is known: a quiet day is not a calm one. */
function Reasons({ view }: { view: View }): JSX.Element | null {
  const days = new Map<string, string[]>();
  for (const day of view.story.account.silence) if (day.day <= view.at.slice(0, 10)) for (const why of day.reasons) days.set(why, [...(days.get(why) ?? []), day.day]);
  if (days.size === 0) return null;
  return <p class="by">{[...days].slice(0, 4).map(([why, of]) => t("little_heard", { first: day(of[0] ?? ""), last: day(of.at(-1) ?? ""), why })).join(" ")} {t("not_calm")}</p>;
}

export function Legend({ marks, silent }: { marks: Mark[]; silent: boolean }): JSX.Element {
  const parties = (["state", "party", "watch", "press", "people", "none"] as const).filter((p) => marks.some((m) => m.party === p));
  const one = marks.find((m) => m.party !== "none")?.party ?? "state";
  const sample = (children: JSX.Element | JSX.Element[]): JSX.Element => <svg width="20" height="18" viewBox="0 0 20 18" aria-hidden="true">{children}</svg>;
  const line = { fill: "none", stroke: "var(--soft)", "stroke-width": "1.5" };
  return (
    <ul class="legend" aria-label={t("legend")}>
      {parties.map((p) => <li>{sample(<path d={outline(p, 10, 9, p === "none" ? 3 : 5)} fill={colour(p)} />)}{partyName(p)}</li>)}
      {marks.some((m) => m.hollow) && <li>{sample(<path d={outline(one, 10, 9, 5)} fill="var(--paper)" stroke={colour(one)} stroke-width="1.5" />)}{t("legend_hollow")}</li>}
      {marks.some((m) => m.carriers.length > 0) && <li>{sample([<path d={outline(one, 13, 6, 4.6)} fill="var(--paper)" stroke={colour(one)} />, <path d={outline(one, 9, 10, 4.6)} fill={colour(one)} />])}{t("legend_stack")}</li>}
      {marks.some((m) => m.part) && <li>{sample(<path d={outline(one, 10, 9, 3.2)} fill={colour(one)} />)}{t("legend_part")}</li>}
      {marks.some((m) => m.kind === "floor") && <li>{sample(<path d="M10 15v-11m-3.5 3.5l3.5 -4l3.5 4" {...line} />)}{t("legend_up")}</li>}
      {marks.some((m) => m.kind === "ceiling") && <li>{sample(<path d="M10 3v11m-3.5 -3.5l3.5 4l3.5 -4" {...line} />)}{t("legend_down")}</li>}
      {marks.some((m) => m.kind === "range") && <li>{sample(<path d="M6 3h8M10 3V15M6 15h8" {...line} />)}{t("legend_range")}</li>}
      {silent && <li>{sample([<line x1="1" x2="9" y1="9" y2="9" stroke="var(--warn)" stroke-dasharray="1 3" />, <path d="M10 13l4 -9m1 9l4 -9" {...line} />])}{t("legend_silent")}</li>}
      <li>{sample(<path d="M1 13H10V5H19" fill="none" stroke="var(--ink)" stroke-width="2" />)}{t("legend_floor")}</li>
    </ul>
  );
}

function ChartTable({ view, route, marks, steps, title }: { view: View; route: Route; marks: Mark[]; steps: Step[]; title: string }): JSX.Element {
  const [open, set] = useState(false);
  const sorted = useMemo(() => [...marks].sort((a, b) => a.at.localeCompare(b.at)), [marks]);
  return (
    <details onToggle={(event) => set((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{t("as_table")}</summary>
      {open && <>
        <Scrolls label={title}><table>
          <caption>{t("caption_marks")}</caption>
          <thead><tr>{["published", "figure", "of", "source", "side_of_source", "mark"].map((key) => <th scope="col">{t(key)}</th>)}</tr></thead>
          <tbody>{sorted.map((m) => (
            <tr><td>{day(m.at, true)}</td><td><a href={to(claimPath(view.story, m.claim.id), kept(route))}><Words>{m.claim.figure}</Words></a></td>
              <td><Words>{what(m.claim)}</Words></td><td><Words>{giver(view.story, m.claim)}</Words></td><td>{partyName(partyOf(view.story, m.claim))}</td>
              <td>{[t(m.part ? "a_part" : "a_whole"), m.hollow && t("is_set_aside"), m.carriers.length > 0 && carried([m.claim, ...m.carriers])].filter(Boolean).join(", ")}</td></tr>
          ))}</tbody></table></Scrolls>
        <Scrolls label={t("caption_floors")}><table>
          <caption>{t("caption_floors")}</caption>
          <thead><tr><th scope="col">{t("as_of")}</th><th scope="col" class="n">{t("at_least")}</th></tr></thead>
          <tbody>{steps.map((s) => <tr><td>{day(s.at, true)}</td><td class="n">{s.low === null ? t("no_number") : number(s.low)}</td></tr>)}</tbody></table></Scrolls>
      </>}
    </details>
  );
}
