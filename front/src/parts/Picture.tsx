/** A picture of a toll for a report or a post: its sentence, its chart, its citation; as SVG, or drawn on a canvas as PNG. */
import { render, type JSX } from "preact";
import { useState } from "preact/hooks";
import { floorsOf, marksOf } from "../charts/marks.ts";
import { TollChart } from "../charts/TollChart.tsx";
import { isWhole, scopeKey, subjectKey, type View } from "../data/story.ts";
import { kindName, measureName, t } from "../words.ts";
import { citation } from "./Acts.tsx";
import { numbersOf } from "./MeasureChart.tsx";

const WIDTH = 1200;
const PAD = 56;
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
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
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

function Whole({ view, subject }: { view: View; subject: Subject }): JSX.Element {
  const own = view.estimates.filter((e) => subjectKey(e.toll) === subject.key);
  const of = own.find((e) => isWhole(e.toll)) ?? own[0];
  const marks = marksOf(view, subject.key);
  const title = wrapped(view.story.account.story.title, `600 40px ${SERIF}`, WIDTH - 2 * PAD, 2);
  const says = wrapped(of?.toll.sentence ?? t("no_estimate"), `400 26px ${SERIF}`, WIDTH - 2 * PAD, 5);
  const kind = of ? `${kindName(of.toll.kind)}. ${of.toll.reviewed_by ? t("reviewed", { who: of.toll.reviewed_by }) : t("not_reviewed")}` : "";
  const cite = wrapped(citation(view), `400 16px ${SANS}`, WIDTH - 2 * PAD, 2);
  let y = PAD + 8;
  const down = (by: number): number => (y += by);
  const parts = [
    <text x={PAD} y={down(0)} font-family={SANS} font-size="17" font-weight="600" letter-spacing="1.6" fill="var(--soft)">{`TOLLBOOK · ${measureName(subject.measure, subject.object).toUpperCase()}`}</text>,
    ...title.map((line) => <text x={PAD} y={down(46)} font-family={SERIF} font-size="40" font-weight="600" fill="var(--ink)">{line}</text>),
    <g>{down(12)}</g>,
    ...says.map((line) => <text x={PAD} y={down(35)} font-family={SERIF} font-size="26" fill="var(--ink)">{line}</text>),
    <text x={PAD} y={down(34)} font-family={SANS} font-size="17" fill="var(--soft)">{kind}</text>,
  ].filter((part) => part.type !== "g");
  const chart = 380;
  const from = y + 20;
  const steps = floorsOf(view, of ? scopeKey(of.toll) : "", view.story.account.at);
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={WIDTH} height={from + chart + 76 + cite.length * 22} viewBox={`0 0 ${WIDTH} ${from + chart + 76 + cite.length * 22}`}>
      <title>{`${view.story.account.story.title}: ${of?.toll.sentence ?? ""}`}</title>
      <rect width="100%" height="100%" fill="var(--paper)" />
      {parts}
      <g transform={`translate(${PAD} ${from})`} font-family={SANS}>
        <TollChart marks={marks} steps={steps} days={view.story.account.silence} asOf={view.at} numbers={numbersOf(view, subject.key)} width={WIDTH - 2 * PAD} height={chart} />
      </g>
      <text x={PAD} y={from + chart + 28} font-family={SANS} font-size="15" fill="var(--soft)">{t("picture_key")}</text>
      {cite.map((line, k) => <text x={PAD} y={from + chart + 60 + k * 22} font-family={SANS} font-size="16" fill="var(--soft)">{line}</text>)}
    </svg>
  );
}

/** ``text`` in lines no wider than ``width`` pixels; what does not go on ``most`` lines ends in an ellipsis. */
function wrapped(text: string, font: string, width: number, most: number): string[] {
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
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
}

