/** Who took it from whom: each origin a line, from the report that gave it first to those that passed it on. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { colour, marksOf, outline, type Mark } from "../charts/marks.ts";
import { timeScale } from "../charts/scales.ts";
import { known, type View } from "../data/story.ts";
import { to, type Route } from "../route.ts";
import { day, t } from "../words.ts";
import { useWidth } from "./MeasureChart.tsx";
import { carried, claimPath, giver, kept, Words } from "./text.tsx";

const ROW = 40;
const FIRST = 10;

export function Origins({ view, route, subject }: { view: View; route: Route; subject: string }): JSX.Element {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [all, showAll] = useState(false);
  const lines = useMemo(() => marksOf(view, subject).filter((m) => m.carriers.some((c) => c.report !== m.claim.report))
    .sort((a, b) => b.carriers.length - a.carriers.length || a.at.localeCompare(b.at)), [view, subject]);
  if (lines.length === 0) return <div ref={ref}><p class="note">{t("no_carriers")}</p></div>;
  const shown = all ? lines : lines.slice(0, FIRST);
  const time = timeScale(view.story.account.silence, 8, width - 12);
  const height = shown.length * ROW + 28;
  return (
    <div ref={ref} class="origins">
      <svg class="chart" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false" font-size="12">
        {time.ticks.map((tick) => <g key={tick.x}><line x1={tick.x} x2={tick.x} y1={0} y2={height - 22} stroke="var(--line)" /><text x={tick.x} y={height - 6} text-anchor="middle" fill="var(--soft)">{tick.label}</text></g>)}
        {shown.map((mark, k) => <Line key={mark.claim.id} view={view} route={route} mark={mark} y={k * ROW + 28} x={time.x} width={width} />)}
      </svg>
      {lines.length > FIRST && !all && <button type="button" class="plain" onClick={() => showAll(true)}>{t("show_all_origins", { n: lines.length })}</button>}
      <details><summary>{t("as_text")}</summary>
        <ul>{shown.map((mark) => (
          <li><a href={to(claimPath(view.story, mark.claim.id), kept(route))}><Words>{mark.claim.figure}</Words></a> {t("given_by", { who: giver(view.story, mark.claim), day: day(mark.at, true) })} {t("passed_on_by")}{" "}
            {mark.carriers.map((c, k) => <>{k > 0 && "; "}<bdi>{publisher(view, c.report)}</bdi> {day(known(view.story, c) ?? "", true)}</>)}.</li>
        ))}</ul></details>
    </div>
  );
}

const publisher = (view: View, report: string): string => {
  const found = view.story.reports.get(report);
  return found?.publisher ?? found?.name ?? report;
};

function Line({ view, route, mark, y, x, width }: { view: View; route: Route; mark: Mark; y: number; x: (iso: string) => number; width: number }): JSX.Element {
  const hue = colour(mark.party);
  const from = x(mark.at);
  const points = mark.carriers.map((c) => ({ claim: c, x: x(known(view.story, c) ?? mark.at) })).sort((a, b) => a.x - b.x);
  points.forEach((p, k) => { p.x = Math.min(width - 4, Math.max(p.x, (k === 0 ? from + (p.x >= from ? 10 : -1e4) : (points[k - 1]?.x ?? 0) + 7))); }); // reports of one hour, side by side
  const end = Math.max(from, ...points.map((p) => p.x));
  const start = Math.min(from, ...points.map((p) => p.x));
  const words = `${mark.claim.figure}, ${giver(view.story, mark.claim)}`;
  const label = words.length > width / 8 ? `${words.slice(0, Math.floor(width / 8))}…` : words;
  const tail = ` · ${carried([mark.claim, ...mark.carriers])}`;
  const right = from > width * 0.55;
  return (
    <g class="mark live" onClick={() => { location.hash = to(claimPath(view.story, mark.claim.id), kept(route)); }}>
      <rect x="0" width={width} y={y - 24} height={ROW - 2} fill="transparent" />
      <text x={right ? from + 6 : from - 6} y={y - 11} text-anchor={right ? "end" : "start"} fill="var(--ink)" class="halo">
        <tspan font-weight="600">{label}</tspan><tspan fill="var(--soft)">{tail}</tspan></text>
      <line x1={start} x2={end} y1={y} y2={y} stroke={hue} stroke-width="1.5" stroke-dasharray={mark.hollow ? "3 3" : undefined} />
      {points.map((p) => <circle key={p.claim.id} cx={p.x} cy={y} r="3" fill="var(--paper)" stroke={hue} stroke-width="1.4"><title>{publisher(view, p.claim.report)}</title></circle>)}
      <path d={outline(mark.party, from, y, 5)} fill={mark.hollow ? "var(--paper)" : hue} stroke={hue} stroke-width="1.5" />
    </g>
  );
}
