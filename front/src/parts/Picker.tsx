/** A list to choose from by name: as one types, it grows short. One is chosen, or several. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { number, t } from "../words.ts";
import { Words } from "./text.tsx";

export interface Choice { id: string; name: string; facts: string; more?: string }

const MOST = 60;

export function Picker({ label, choices, chosen, choose, many = false }: { label: string; choices: Choice[]; chosen: string[]; choose: (ids: string[]) => void; many?: boolean }): JSX.Element {
  const [q, find] = useState("");
  const group = useId();
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (c: Choice): boolean => { const all = `${c.name} ${c.facts} ${c.more ?? ""}`.toLowerCase(); return words.every((word) => all.includes(word)); };
  const found = choices.filter((c) => chosen.includes(c.id) || fits(c));
  const shown = [...found.filter((c) => chosen.includes(c.id)), ...found.filter((c) => !chosen.includes(c.id))].slice(0, Math.max(MOST, chosen.length));
  const turn = (id: string, on: boolean): void => choose(many ? (on ? [...chosen, id] : chosen.filter((other) => other !== id)) : [id]);
  return (
    <fieldset class="picker">
      <legend>{label}</legend>
      <input type="search" aria-label={t("find_among", { what: label })} placeholder={t("find_by_name")} value={q} onInput={(event) => find(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === "Enter") event.preventDefault(); }} />
      <p class="by" role="status">{t("found_of", { found: number(choices.filter(fits).length), of: number(choices.length) })}{chosen.length > 0 && ` ${t("n_chosen", { n: chosen.length })}`}</p>
      <ul class="choices">
        {shown.map((c) => (
          <li key={c.id}><label><input type={many ? "checkbox" : "radio"} name={group} checked={chosen.includes(c.id)} onChange={(event) => turn(c.id, event.currentTarget.checked)} />
            <span><Words>{c.name}</Words> <span class="by"><Words>{c.facts}</Words></span></span></label></li>
        ))}
      </ul>
      {found.length > shown.length && <p class="by">{t("type_for_more", { n: number(found.length - shown.length) })}</p>}
    </fieldset>
  );
}
