/** One story: what can be said, as of a moment, and on which grounds. */
import type { ComponentChildren, JSX } from "preact";
import { memo } from "preact/compat";
import { useEffect, useMemo, useState } from "preact/hooks";
import { isWhole, scopeKey, subjectKey, subjects, viewAt, type Story, type View } from "../data/story.ts";
import { AsOfBar } from "../parts/AsOf.tsx";
import { Claims } from "../parts/Claims.tsx";
import { MeasureChart } from "../parts/MeasureChart.tsx";
import { Multiples } from "../parts/Multiples.tsx";
import { Origins } from "../parts/Origins.tsx";
import { anyChanged, Pages } from "../parts/Pages.tsx";
import { PictureButtons } from "../parts/Picture.tsx";
import { PlaceMap } from "../parts/PlaceMap.tsx";
import { SignButton } from "../parts/Sign.tsx";
import { Todo } from "../parts/Todo.tsx";
import { TollBlock, TollTable } from "../parts/Tolls.tsx";
import { Acts, CiteLine } from "../parts/Acts.tsx";
import { amend, to, type Route } from "../route.ts";
import { count, day, measureName, t } from "../words.ts";

export function StoryView({ story, route }: { story: Story; route: Route }): JSX.Element {
  const view = useMemo(() => viewAt(story, route.query["as_of"]), [story, route.query["as_of"]]);
  const late = useLate(view);
  const { account } = story;
  const all = useMemo(() => subjects(view), [view]);
  const subject = all.find((s) => s.key === route.query["measure"]) ?? all[0];
  const own = view.estimates.filter((e) => subjectKey(e.toll) === subject?.key);
  const wholes = own.filter((e) => isWhole(e.toll));
  const lead = wholes.length > 0 ? wholes : own.slice(0, 1);
  const rest = own.filter((e) => !lead.includes(e));
  const name = subject ? measureName(subject.measure, subject.object) : "";
  return (
    <>
      <header class="masthead">
        <h1 tabIndex={-1}><bdi>{account.story.title}</bdi></h1>
        <p class="facts">{count("figures_read", account.story.claims)} {count("from_reports", account.story.reports)}{account.story.first && account.story.last && `, ${t("published_between", { first: day(account.story.first), last: day(account.story.last) })}`}{". "}
          {account.story.derived > 0 && `${count("derived_n", account.story.derived)} `}{account.story.shared > 0 && `${count("shared_n", account.story.shared)} `}
          {account.story.rule && <span><b>{t("rule")}:</b> {account.story.rule}</span>}</p>
        <nav class="in-page" aria-label={t("on_this_page")}>
          {["toll", "all_tolls", "scopes", "where_heading", "origins", "todo_heading", ...(anyChanged(story) ? ["pages"] : []), ...(account.timeline.length > 0 ? ["acts"] : []), "every_figure"].map((key) => <a href={`#${key}`} onClick={jump}>{t(key)}</a>)}
          <a href={to(["story", account.story.id, "compare"], route.query["as_of"] ? { to: route.query["as_of"] } : {})}>{t("compare")}</a>
        </nav>
      </header>
      <AsOfBar view={view} route={route} />
      {subject === undefined ? <p class="note">{t("nothing_read")}</p> : <>
        <Measures all={all} chosen={subject.key} route={route} />
        <section id="toll" class="lead-toll" aria-label={t("toll")}>
          <div class="words">
            <h2>{name}</h2>
            {lead.length > 0 ? lead.map((e) => <TollBlock key={subject.key} view={view} route={route} of={e} lead sign={<SignButton view={view} toll={e.toll} />} />) : <p class="note">{t("no_estimate")}</p>}
          </div>
          <div class="picture"><MeasureChart view={view} route={route} subject={subject} /><PictureButtons view={view} subject={subject} /></div>
        </section>
        {rest.length > 0 && <div class="parts">{rest.map((e) => <TollBlock key={scopeKey(e.toll)} view={view} route={route} of={e} lead={false} sign={<SignButton view={view} toll={e.toll} />} />)}</div>}
        <Section id="all_tolls" title={t("all_tolls")}><TollTable view={view} route={route} chosen={subject.key} /></Section>
        {late !== null && <Parts view={late} route={route} subject={subject.key} name={name} />}
      </>}
      <CiteLine view={view} />
    </>
  );
}

const GREAT = 1000; // figures beyond which what is out of sight is not laid out

/** What follows the toll: drawn when the browser is idle, so that the toll and its chart never wait for it. */
const Parts = memo(function Parts({ view, route, subject, name }: { view: View; route: Route; subject: string; name: string }): JSX.Element {
  const { account } = view.story;
  return (
    <div class={account.claims.length > GREAT ? "great" : undefined}>
      <Section id="scopes" title={t("scopes_of", { measure: name })}><Multiples view={view} route={route} subject={subject} /></Section>
      <Section id="where_heading" title={t("where_of", { measure: name })}><PlaceMap view={view} route={route} subject={subject} /></Section>
      <Section id="origins" title={t("origins_of", { measure: name })} note={t("origins_note")}><Origins view={view} route={route} subject={subject} /></Section>
      <Section id="todo_heading" title={t("todo_heading")}><Todo view={view} route={route} /></Section>
      {anyChanged(view.story) && <Section id="pages" title={t("pages")} note={t("pages_note")}><Pages view={view} route={route} /></Section>}
      {account.timeline.length > 0 && <Section id="acts" title={t("acts")}><Acts view={view} route={route} /></Section>}
      <Section id="every_figure" title={t("every_figure")}><Claims view={view} route={route} subject={subject} subjectName={name} /></Section>
    </div>
  );
}, (a, b) => a.view === b.view && a.subject === b.subject && sameQuery(a.route.query, b.route.query));

const sameQuery = (a: Record<string, string>, b: Record<string, string>): boolean =>
  ["q", "is", "standing", "place", "figures", "as_of"].every((key) => a[key] === b[key]);

/** The view, a moment later: null at first, and the one before while another is new. */
function useLate(view: View): View | null {
  const [late, set] = useState<View | null>(null);
  useEffect(() => {
    const wait = setTimeout(() => set(view), late === null ? 0 : 120);
    return () => clearTimeout(wait);
  }, [view]);
  return late !== null && late.story === view.story ? late : null;
}

/** Goes to a part of the page; the address stays the view's. */
function jump(event: MouseEvent): void {
  event.preventDefault();
  const id = (event.currentTarget as HTMLAnchorElement).getAttribute("href")?.slice(1) ?? "";
  const target = document.getElementById(id);
  target?.scrollIntoView();
  const heading = target?.querySelector<HTMLElement>("h2") ?? target;
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

function Measures({ all, chosen, route }: { all: { key: string; measure: string; object: string | null }[]; chosen: string; route: Route }): JSX.Element {
  return (
    <nav class="measures" aria-label={t("measures")}>
      <ul>{all.map((s) => <li><a href={to(route.path, { ...route.query, measure: s.key })} aria-current={s.key === chosen ? "page" : undefined}
        onClick={(event) => { event.preventDefault(); amend(route, { measure: s.key }); }}>{measureName(s.measure, s.object)}</a></li>)}</ul>
    </nav>
  );
}

function Section({ id, title, note, children }: { id: string; title: string; note?: string; children: ComponentChildren }): JSX.Element {
  return <section id={id} class="part" aria-labelledby={`${id}-title`}><h2 id={`${id}-title`}>{title}</h2>{note && <p class="note">{note}</p>}{children}</section>;
}

