/** Where a moment and a number lie. Days on which nothing was read keep their place; long stretches of them are cut short, and say so. */
import { dayOfYear, short } from "../words.ts";

export interface Day { day: string; reports: number }
export interface Tick { x: number; label: string; year: string | null }
export interface Gap { from: number; to: number; days: number }

export interface TimeScale {
  x: (iso: string) => number;
  left: number;
  right: number;
  days: { day: string; reports: number; from: number; to: number }[];
  gaps: Gap[];
  ticks: Tick[];
}

const SHORT = 3; // silent days in a row that are drawn at full width
const CUT = 1.5; // the width of a longer silence, in days
const APART = 58; // pixels between labels

export function timeScale(days: readonly Day[], left: number, right: number): TimeScale {
  const runs = runsOf(days);
  const weight = runs.reduce((sum, run) => sum + run.weight, 0) || 1;
  const per = (right - left) / weight;
  const places = new Map<string, { from: number; width: number }>();
  const drawn: TimeScale["days"] = [];
  const gaps: Gap[] = [];
  let at = left;
  for (const run of runs) {
    const width = (run.weight * per) / run.days.length;
    run.days.forEach((day, k) => {
      places.set(day.day, { from: at + k * width, width });
      if (!run.cut) drawn.push({ ...day, from: at + k * width, to: at + (k + 1) * width });
    });
    if (run.cut) gaps.push({ from: at, to: at + run.weight * per, days: run.days.length });
    at += run.weight * per;
  }
  const x = (iso: string): number => {
    const place = places.get(iso.slice(0, 10));
    if (!place) return iso < (days[0]?.day ?? "") ? left : right;
    const share = iso.length > 10 ? (Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16))) / 1440 : 0.5;
    return place.from + share * place.width;
  };
  return { x, left, right, days: drawn, gaps, ticks: ticksOf(drawn) };
}

function runsOf(days: readonly Day[]): { days: Day[]; cut: boolean; weight: number }[] {
  const runs: { days: Day[]; silent: boolean }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && last.silent === (day.reports === 0)) last.days.push(day);
    else runs.push({ days: [day], silent: day.reports === 0 });
  }
  return runs.map((run) => {
    const cut = run.silent && run.days.length > SHORT;
    return { days: run.days, cut, weight: cut ? CUT : run.days.length };
  });
}

/** Labels where there is room: the first day and those after a cut before others. */
function ticksOf(days: TimeScale["days"]): Tick[] {
  const first = days.filter((day, k) => k === 0 || day.from - (days[k - 1]?.to ?? 0) > 1);
  const kept: { day: string; x: number }[] = [];
  for (const day of [...first, ...days]) {
    const x = (day.from + day.to) / 2;
    if (kept.every((tick) => Math.abs(tick.x - x) >= APART)) kept.push({ day: day.day, x });
  }
  let year = "";
  return kept.sort((a, b) => a.x - b.x).map(({ day, x }) => {
    const fresh = day.slice(0, 4) !== year;
    year = day.slice(0, 4);
    return { x, label: dayOfYear(day), year: fresh ? year : null };
  });
}

export interface ValueScale {
  y: (n: number) => number;
  ticks: { n: number; y: number; label: string }[];
  log: boolean;
}

const FAR = 60; // the highest figure over the lowest: beyond, the scale is of decades

/** From 0 to above the highest of ``numbers``; decades where ``apart`` (the totals) lie far apart. */
export function valueScale(numbers: readonly number[], apart: readonly number[], bottom: number, top: number, most = 5): ValueScale {
  const high = Math.max(0, ...numbers);
  const decisive = apart.filter((n) => n > 0);
  if (decisive.length > 0 && Math.max(...decisive) / Math.min(...decisive) > FAR) return decades(numbers, high, bottom, top);
  let step = 1;
  while (high / step > most) step = String(step).startsWith("2") ? (step * 5) / 2 : step * 2;
  const end = step * Math.max(1, Math.ceil(high / step));
  const y = (n: number): number => bottom - (n / end) * (bottom - top);
  const ticks = Array.from({ length: end / step + 1 }, (_, k) => k * step).map((n) => ({ n, y: y(n), label: short(n) }));
  return { y, ticks, log: false };
}

function decades(numbers: readonly number[], high: number, bottom: number, top: number): ValueScale {
  const positive = numbers.filter((n) => n > 0);
  const from = Math.floor(Math.log10(Math.min(...positive)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(high)));
  const zero = Math.min(...numbers) === 0 ? 1 : 0; // nought has a place of its own below the first decade
  const y = (n: number): number =>
    bottom - (n <= 0 ? 0 : (zero + Math.log10(n) - from) / (zero + to - from)) * (bottom - top);
  const all = [...(zero ? [0] : []), ...Array.from({ length: to - from + 1 }, (_, k) => 10 ** (from + k))];
  const every = Math.ceil(all.length / 7);
  return { y, ticks: all.filter((_, k) => k % every === 0).map((n) => ({ n, y: y(n), label: short(n) })), log: true };
}
