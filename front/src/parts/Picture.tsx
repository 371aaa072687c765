/** A picture of a toll for a report or a post: its sentence, its chart, its citation; as SVG, or drawn on a canvas as PNG. */
import { render, type JSX } from "preact";
import { useState } from "preact/hooks";
import { floorsOf, marksOf } from "../charts/marks.ts";
import { TollChart } from "../charts/TollChart.tsx";
import { isWhole, scopeKey, subjectKey, type View } from "../data/story.ts";
import type { Estimate, Toll } from "../data/types.ts";
import { count, day, kindName, measureName, moment, t } from "../words.ts";
import { citation } from "./Acts.tsx";
import { numbersOf } from "./MeasureChart.tsx";

const WIDTH = 600;
const PAD = 24;
const CHART = 270;
const GIVERS = 4;
const SERIF = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', Georgia, serif";
const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
type Subject = { key: string; measure: string; object: string | null };

export function PictureButtons({ view, subject }: { view: View; subject: Subject }): JSX.Element {
  const [failed, fail] = useState(false);
  const name = `${view.story.account.story.id}-${subject.key.replace(":", "-")}-${view.at.slice(0, 10)}`;
  const save = async (form: "svg" | "png"): Promise<void> => {
    const svg = picture(view, subject);
    fail(false);
    try {
      download(form === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await drawn(svg), `${name}.${form}`);
    } catch {
      fail(true);
    }
  };
  return (
    <p class="pictures"><span class="by">{t("picture")}</span>{" "}
      <button type="button" class="plain" onClick={() => void save("svg")}>SVG</button>{" "}<button type="button" class="plain" onClick={() => void save("png")}>PNG</button>
      {failed && <span role="alert"> {t("picture_failed")}</span>}</p>
  );
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function drawn(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
}

/** The picture as a whole file: its colours are written in, since it is shown where there is no style sheet. */
export function picture(view: View, subject: Subject): string {
  const box = document.createElement("div");
  render(<Whole view={view} subject={subject} />, box);
  const svg = box.querySelector("svg");
  if (!svg) return "";
  const words = new XMLSerializer().serializeToString(svg);
  render(null, box);
  const light = getComputedStyle(document.documentElement);
  return words.replace(/var\((--[\w-]+)\)/g, (_, name: string) => light.getPropertyValue(name).trim() || "currentColor");
}

/** Drawn 600 units wide, with no letter smaller than 11 of them: it can be read at 600 pixels. `tollbook page --picture` draws the same. */
function Whole({ view, subject }: { view: View; subject: Subject }): JSX.Element {
  const own = view.estimates.filter((e) => subjectKey(e.toll) === subject.key);
  const of = own.find((e) => isWhole(e.toll)) ?? own[0];
  const marks = marksOf(view, subject.key);
  const { story } = view.story.account;
  const when = t("picture_as_of", { when: view.at ? moment(view.at, story.zone) : t("undated") });
  const parts: JSX.Element[] = [];
  let y = PAD - 6;
  const write = (text: string, size: number, { serif = false, bold = false, soft = false, before = 0 }: { serif?: boolean; bold?: boolean; soft?: boolean; before?: number } = {}): void => {
    const family = serif ? SERIF : SANS;
    y += before;
    for (const line of wrapped(text, `${bold ? 600 : 400} ${size}px ${family}`, WIDTH - 2 * PAD))
      parts.push(<text x={PAD} y={(y += size * 1.32)} font-family={family} font-size={size} font-weight={bold ? 600 : undefined} fill={soft ? "var(--soft)" : "var(--ink)"}>{line}</text>);
  };
  write(`TOLLBOOK · ${measureName(subject.measure, subject.object).toUpperCase()}`, 12, { bold: true, soft: true });
  write(story.title, 23, { serif: true, bold: true, before: 4 });
  write(`${when} ${of ? answered(of.toll) : t("not_reviewed")}`, 13, { before: 5 });
  write(of?.toll.sentence ?? t("no_estimate"), 16.5, { serif: true, before: 10 });
  if (of) {
    write(`${kindName(of.toll.kind)}. ${rests(view, of)}`, 12.5, { soft: true, before: 5 });
    const givers = [...new Set(of.toll.basis.map((b) => (b.published ? `${b.source} (${day(b.published, true)})` : b.source)))];
    const who = [...givers.slice(0, GIVERS), ...(givers.length > GIVERS ? [t("and_more", { n: givers.length - GIVERS })] : [])].join("; ");
    if (givers.length > 0) write(t("picture_according", { who }), 12.5, { soft: true, before: 1 });
  }
  write(t("chart_of", { measure: measureName(subject.measure, subject.object) }), 13, { bold: true, before: 14 });
  const from = y + 6;
  y = from + CHART + 4;
  write(t("picture_key"), 11.5, { soft: true });
  write(`${t("picture_source")} ${citation(view)}`, 11.5, { soft: true, before: 8 });
  write(t(view.story.account.masked ? "picture_masked" : "unmasked"), 11.5, { soft: true });
  const height = Math.ceil(y + PAD - 6);
  const steps = floorsOf(view, of ? scopeKey(of.toll) : "", view.story.account.at);
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={2 * WIDTH} height={2 * height} viewBox={`0 0 ${WIDTH} ${height}`}>
      <title>{`${story.title}: ${of?.toll.sentence ?? ""}`}</title>
      <rect width="100%" height="100%" fill="var(--paper)" />
      {parts}
      <g transform={`translate(${PAD} ${from})`} font-family={SANS}>
        <TollChart marks={marks} steps={steps} days={view.story.account.silence} asOf={view.at} numbers={numbersOf(view, subject.key)} width={WIDTH - 2 * PAD} height={CHART} />
      </g>
    </svg>
  );
}

function answered(toll: Toll): string {
  const who = toll.review.by.join(", ");
  switch (toll.review.state) {
    case "signed": return t("reviewed", { who });
    case "awaits_second": return t("awaits_second", { who });
    case "changed": return t("changed_since", { who });
    default: return t("not_reviewed");
  }
}

/** On how many origins a toll rests, in how many reports; how many figures are set aside. */
function rests(view: View, of: Estimate): string {
  const reports = new Set(of.carriers.flat().map((id) => view.story.claims.get(id)?.report)).size;
  const aside = new Set(of.toll.set_aside.map((s) => s.claim)).size;
  return [of.toll.basis.length > 0 && `${count("rests_on", of.toll.basis.length)} ${count("told_in", reports)}`, aside > 0 && `${count("taken_back", aside)}.`].filter(Boolean).join(" ");
}

/** ``text`` in lines no wider than ``width`` pixels; nothing is cut. */
function wrapped(text: string, font: string, width: number): string[] {
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = font;
  const wide = (line: string): number => context?.measureText(line).width ?? line.length * 12;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && wide(`${line} ${word}`) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

