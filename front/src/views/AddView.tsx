/** Adding a report: its text, its address, or a file. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { alone } from "../data/held.ts";
import { useHere } from "../data/session.ts";
import { SignIn } from "../parts/SignIn.tsx";
import { Problem, Words } from "../parts/text.tsx";
import { to } from "../route.ts";
import { count, t } from "../words.ts";

type How = "text" | "address" | "file";

export function AddView(): JSX.Element {
  const { session, changed } = useHere();
  const [how, choose] = useState<How>("text");
  const [added, set] = useState<api.Added | null>(null);
  const [failed, fail] = useState("");
  const [titles, name] = useState<Map<string, string>>(new Map());
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const fields = Object.fromEntries([...given].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1].trim() !== ""));
    const file = given.get("file");
    const sent = how === "file" && file instanceof File ? api.addFile(file, fields["published"] ?? "") : api.add(fields);
    set(null);
    fail("");
    sent.then((answer) => {
      set(answer);
      form.reset();
      changed();
      void api.stories({}).then((found) => name(new Map(found.map((s) => [s.id, s.title]))), () => undefined);
    }, (error: Error) => fail(error instanceof api.Refused ? `${error.message} ${error.fault.remedy ?? ""}` : error.message));
  };
  return (
    <>
      <header class="masthead"><h1 tabIndex={-1}>{t("add")}</h1><p class="facts">{t("add_intro")}</p></header>
      {alone ? <p class="note">{t("add_needs_server")}</p> : !session.may.add ? <SignIn /> : <>
        <nav class="measures" aria-label={t("add_how")}><ul>{(["text", "address", "file"] as const).map((way) => <li><button type="button" class="tab" aria-pressed={how === way} onClick={() => choose(way)}>{t(`add_${way}`)}</button></li>)}</ul></nav>
        <form class="decision" onSubmit={submit} key={how}>
          {how === "text" && <><label class="long">{t("its_text")}<textarea name="text" rows={12} required dir="auto" /></label><label>{t("its_name")}<input name="name" required /></label>
            <label>{t("its_publisher")}<input name="publisher" /></label><label>{t("its_title")}<input name="title" /></label><label>{t("its_address")}<input name="url" type="url" /></label></>}
          {how === "address" && <label class="long">{t("its_address")}<input name="address" type="url" required placeholder="https://" /></label>}
          {how === "file" && <label class="long">{t("a_file")}<input name="file" type="file" required accept=".txt,.html,.htm,.jsonl,.json,.pdf,.eml,.warc,.gz" /></label>}
          <label>{t("its_day")}<input name="published" type="date" /></label>
          <p><button type="submit">{t("read_it")}</button></p>
        </form>
        {failed && <Problem>{failed}</Problem>}
        {added && <div role="status"><p><b>{count("was_added", added.added)}</b> {added.known > 0 && count("was_known", added.known)}</p>
          <ul>{added.reports.map((r) => <li><Words>{r.title ?? r.name}</Words>: {count("figures_read", r.claims)}{r.stories.map((s) => <> · <a href={to(["story", s])}><bdi>{titles.get(s) ?? s}</bdi></a></>)}</li>)}</ul>
          {added.problems.map((p) => <p class="problem">{p.message} <span class="by">({p.code})</span></p>)}</div>}
      </>}
    </>
  );
}
