/** The chart of one measure: every claim a mark, the floors a line. No band, no smoothing, no guess. */
import type { JSX } from "preact";
import { number, t } from "../words.ts";
import { colour, outline, spread, type Mark, type Step } from "./marks.ts";
import { timeScale, valueScale, type Day, type TimeScale, type ValueScale } from "./scales.ts";

export interface ChartProps {
  marks: Mark[];
  steps: Step[];
  days: readonly Day[];
  asOf: string;
  numbers: { all: number[]; wholes: number[] }; // of the whole story, so that the scale stays while time goes on
  width: number;
  height: number;
  small?: boolean;
  chosen?: string | null;
  onMark?: (mark: Mark | null) => void;
  onOpen?: (mark: Mark) => void;
}

const R = 4.6;
const CROWD = 250; // marks beyond which all of one look are drawn as one, and the nearest is found by where one points

export function TollChart(props: ChartProps): JSX.Element {
  const { marks, steps, days, numbers, width, height, small } = props;
  const top = small ? 16 : 24;
  const foot = small ? 26 : 46;
  const words = small ? [] : marks.filter((m) => m.kind === "words");
  const rough = valueScale(numbers.all, numbers.wholes, 1, 0, small ? 3 : 5);
  const left = 10 + 6.9 * Math.max(...rough.ticks.map((tick) => tick.label.length));
  const time = timeScale(days, left, width - (small ? 34 : 48));
  const placed = wordRows(words, time);
  const bottom = height - foot - placed.rows * 18;
  const value = valueScale(numbers.all, numbers.wholes, bottom, top, small ? 3 : 5);
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false" font-size={small ? 11 : 12}>
      <Values value={value} left={left} right={time.right} small={small ?? false} />
      <Days time={time} bottom={bottom} base={bottom + placed.rows * 18} small={small ?? false} />
      <Floor steps={steps} time={time} value={value} asOf={props.asOf} small={small ?? false} />
      <Marks {...props} time={time} value={value} />
      {placed.texts.map(({ mark, x, row, label }) => (
        <text key={mark.claim.id} class={mark.hollow ? "in-words struck" : "in-words"} x={x} y={bottom + row * 18 + 14} text-anchor="middle"
          fill={colour(mark.party)} onClick={() => props.onOpen?.(mark)} onMouseEnter={() => props.onMark?.(mark)}>{label}</text>
      ))}
      <AsOf x={time.x(props.asOf)} top={top - 10} bottom={bottom} />
    </svg>
  );
}

function Values({ value, left, right, small }: { value: ValueScale; left: number; right: number; small: boolean }): JSX.Element {
  return (
    <g class="axis">
      {value.ticks.map(({ n, y, label }) => (
        <g key={n}>
          <line x1={left} x2={right} y1={y} y2={y} stroke={n === 0 ? "var(--soft)" : "var(--line)"} />
          <text x={left - 8} y={y + 4} text-anchor="end" fill="var(--soft)">{label}</text>
        </g>
      ))}
      {value.log && !small && <text x={left} y={12} fill="var(--soft)">{t("log_scale")}</text>}
    </g>
  );
}

/** Days with how much was read of each: a tick a report up to five; where nothing was read, an open line. */
function Days({ time, bottom, base, small }: { time: TimeScale; bottom: number; base: number; small: boolean }): JSX.Element {
  return (
    <g class="axis">
      {!small && time.days.map((day) => day.reports > 0
        ? <rect key={day.day} x={day.from + 1} width={Math.max(1, day.to - day.from - 2)} y={base + 1} height={1 + Math.min(5, day.reports)} fill="var(--line)" />
        : <line key={day.day} x1={day.from + 1} x2={day.to - 1} y1={base + 3} y2={base + 3} stroke="var(--warn)" stroke-dasharray="1 3" />)}
      {time.gaps.map((gap) => {
        const x = (gap.from + gap.to) / 2;
        const half = Math.min(7, (gap.to - gap.from) / 3);
        return (
          <g key={gap.from}>
            <rect x={gap.from} width={gap.to - gap.from} y={bottom - 2} height={base - bottom + 10} fill="var(--paper)" />
            <path d={`M${x - half} ${bottom + 5}l${half} -10m0 10l${half} -10`} stroke="var(--soft)" fill="none" />
            {!small && gap.to - gap.from > 16 && <text x={x} y={base + 33} text-anchor="middle" fill="var(--warn)" font-size="11">{t("days_silent", { n: gap.days })}</text>}
          </g>
        );
      })}
      {time.ticks.filter((_, k) => !small || k === 0 || k === time.ticks.length - 1).map((tick, k, kept) => (
        <g key={tick.x}>
          <text x={tick.x} y={base + 20} text-anchor={small ? (k === 0 && kept.length > 1 ? "start" : "middle") : "middle"} fill="var(--soft)">{tick.label}</text>
          {tick.year !== null && !small && <text x={tick.x} y={base + 33} text-anchor="middle" fill="var(--soft)">{tick.year}</text>}
        </g>
      ))}
    </g>
  );
}

/** A line that holds until the next step; a gap where nothing could be said; its last number beside its end. */
function Floor({ steps, time, value, asOf, small }: { steps: Step[]; time: TimeScale; value: ValueScale; asOf: string; small: boolean }): JSX.Element | null {
  let d = "";
  let pen = false;
  for (const step of steps) {
    const x = time.x(step.at).toFixed(1);
    if (pen) d += `H${x}`;
    if (step.low !== null) d += pen ? `V${value.y(step.low).toFixed(1)}` : `M${x} ${value.y(step.low).toFixed(1)}`;
    pen = step.low !== null;
  }
  if (d === "") return null;
  const last = steps.at(-1);
  const end = time.x(asOf);
  if (pen) d += `H${(end + 6).toFixed(1)}`;
  return (
    <g>
      <path d={d} fill="none" stroke="var(--ink)" stroke-width={small ? 1.6 : 2} stroke-linejoin="round" />
      {last?.low != null && (
        <text x={end + 10} y={value.y(last.low) + 4} fill="var(--ink)" font-weight="700" font-size={small ? 12 : 13} class="halo">{number(last.low)}</text>
      )}
    </g>
  );
}

function AsOf({ x, top, bottom }: { x: number; top: number; bottom: number }): JSX.Element {
  return <line x1={x} x2={x} y1={top} y2={bottom} stroke="var(--accent)" stroke-width="1" stroke-dasharray="2 2" />;
}

function Marks({ marks, time, value, small, chosen, onMark, onOpen }: ChartProps & { time: TimeScale; value: ValueScale }): JSX.Element {
  const r = small ? 3.4 : R;
  const day = time.days[0] ? time.days[0].to - time.days[0].from : 30;
  const points = marks.filter((m) => m.value !== null)
    .sort((a, b) => Number(a.hollow) - Number(b.hollow) || Number(a.part) - Number(b.part) || a.at.localeCompare(b.at))
    .map((mark) => ({ mark, x: time.x(mark.at), y: value.y(mark.value as number) }));
  const crowded = small || points.length > CROWD;
  if (points.length <= CROWD) spread(points, Math.max(3 * r, Math.min(60, day * 0.45)), time.left, time.right + 8, r + 0.4);
  return (
    <g>
      {crowded ? <Crowd points={points} r={r} value={value} time={time} {...(onMark ? { onMark } : {})} {...(onOpen ? { onOpen } : {})} /> : points.map(({ mark, x, y }) => (
        <MarkShape key={mark.claim.id} mark={mark} x={x} y={y} r={mark.part ? r * 0.78 : r} y2={mark.kind === "range" ? value.y(mark.claim.high as number) : y}
          chosen={chosen === mark.claim.id} {...(onMark ? { onMark } : {})} {...(onOpen ? { onOpen } : {})} />
      ))}
    </g>
  );
}

interface CrowdProps { points: { mark: Mark; x: number; y: number }[]; r: number; value: ValueScale; time: TimeScale; onMark?: (mark: Mark | null) => void; onOpen?: (mark: Mark) => void }

function Crowd({ points, r, value, time, onMark, onOpen }: CrowdProps): JSX.Element {
  const looks = new Map<string, { d: string[]; hue: string; hollow: boolean; old: boolean }>();
  for (const { mark, x, y } of points) {
    const look = looks.get(`${mark.party}|${mark.hollow}|${mark.old}`) ?? { d: [], hue: colour(mark.party), hollow: mark.hollow, old: mark.old };
    const size = mark.party === "none" ? r * 0.6 : mark.part ? r * 0.78 : r;
    look.d.push(outline(mark.party, x, y, size));
    if (mark.kind === "floor") look.d.push(`M${x} ${y - size}v-7m-2.6 2.6l2.6 -3l2.6 3`);
    if (mark.kind === "ceiling") look.d.push(`M${x} ${y + size}v7m-2.6 -2.6l2.6 3l2.6 -3`);
    if (mark.kind === "range") look.d.push(`M${x} ${y}V${value.y(mark.claim.high as number)}h-3h6`);
    looks.set(`${mark.party}|${mark.hollow}|${mark.old}`, look);
  }
  const nearest = (event: MouseEvent): Mark | null => {
    const box = (event.currentTarget as SVGGraphicsElement).ownerSVGElement?.getBoundingClientRect();
    if (!box) return null;
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    let best: { mark: Mark | null; far: number } = { mark: null, far: 16 };
    for (const { mark, x, y } of points) {
      const far = Math.hypot(x - px, y - py);
      if (far < best.far) best = { mark, far };
    }
    return best.mark;
  };
  const open = (event: MouseEvent): void => {
    const mark = nearest(event);
    if (mark) onOpen?.(mark);
  };
  const bottom = value.ticks[0]?.y ?? 0;
  return (
    <g class="crowd">
      {[...looks.values()].map((look) => (
        <path key={`${look.hue}${look.hollow}${look.old}`} d={look.d.join("")} fill={look.hollow ? "var(--paper)" : look.hue} stroke={look.hue} stroke-width="1.2" opacity={look.old && !look.hollow ? 0.5 : 1} />
      ))}
      <rect x={time.left - 8} y={0} width={time.right - time.left + 16} height={bottom + 8} fill="transparent" class={onOpen ? "live" : ""}
        onMouseMove={(event) => onMark?.(nearest(event))} onClick={open} />
    </g>
  );
}

interface ShapeProps { mark: Mark; x: number; y: number; y2: number; r: number; chosen: boolean; onMark?: (mark: Mark | null) => void; onOpen?: (mark: Mark) => void }

function MarkShape({ mark, x, y, y2, r, chosen, onMark, onOpen }: ShapeProps): JSX.Element {
  const hue = colour(mark.party);
  const stack = Math.min(2, mark.carriers.length);
  const reach = mark.kind === "floor" ? `M${x} ${y - r}v-8m-3 3l3 -3.4l3 3.4` : mark.kind === "ceiling" ? `M${x} ${y + r}v8m-3 -3l3 3.4l3 -3.4`
    : mark.kind === "range" ? `M${x - 4} ${y2}h8M${x} ${y}V${y2}` : "";
  return (
    <g class={onOpen ? "mark live" : "mark"} opacity={mark.old && !mark.hollow ? 0.55 : 1} onMouseEnter={() => onMark?.(mark)} onMouseLeave={() => onMark?.(null)} onClick={() => onOpen?.(mark)}>
      <circle cx={x} cy={y} r={r + 6} fill="transparent" stroke={chosen ? "var(--ink)" : "none"} stroke-width="1.5" class="hit" />
      {reach && <path d={reach} fill="none" stroke={hue} stroke-width="1.5" />}
      {Array.from({ length: stack }, (_, k) => (
        <path key={k} d={outline(mark.party, x + (stack - k) * 2, y - (stack - k) * 2, r)} fill="var(--paper)" stroke={hue} stroke-width="1" />
      ))}
      <path d={outline(mark.party, x, y, mark.party === "none" ? r * 0.6 : r)} fill={mark.hollow ? "var(--paper)" : hue} stroke={hue} stroke-width="1.5" />
    </g>
  );
}

/** Words without a number, in rows below the axis, none over another. */
function wordRows(marks: Mark[], time: TimeScale): { rows: number; texts: { mark: Mark; x: number; row: number; label: string }[] } {
  const ends: number[] = [];
  const texts = marks.sort((a, b) => a.at.localeCompare(b.at)).slice(0, 24).map((mark) => {
    const words = mark.claim.figure;
    const label = words.length <= 22 ? words : `${words.slice(0, 21).trimEnd()}…`;
    const half = 3.3 * label.length + 5;
    const x = Math.min(Math.max(time.x(mark.at), time.left + half), time.right + 40 - half);
    let row = ends.findIndex((end) => end < x - half);
    if (row < 0) row = ends.length;
    ends[row] = x + half;
    return { mark, x, row, label };
  });
  const kept = texts.filter((text) => text.row < 3);
  return { rows: Math.min(3, ends.length), texts: kept };
}
