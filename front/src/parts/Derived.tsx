/** A report that possibly tells another's words over: a reviewer says that it does, or that it does not. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDeciding } from "../data/decide.ts";
import { alone } from "../data/held.ts";
import { useHere } from "../data/session.ts";
import { t } from "../words.ts";

export function Derived({ pair: [from, report], story }: { pair: [string, string]; story: string }): JSX.Element | null {
  const { session, changed } = useHere();
  const { busy, told, fault, decide } = useDeciding();
  const [act, choose] = useState<"one_origin" | "other_origin" | null>(null);
  const [reason, set] = useState("");
  if (alone || !session.may.decide) return null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void decide({ act, reports: [report, from], reason }, t("was_decided")).then((ok) => { if (ok) changed(story); });
  };
  return (
    <>
      <button type="button" class="plain" onClick={() => choose("one_origin")}>{t("is_derived")}</button>{" "}<button type="button" class="plain" onClick={() => choose("other_origin")}>{t("is_own")}</button>
      {act && <form class="decision" onSubmit={submit}><label class="long">{t("reason")} ({t(act === "one_origin" ? "is_derived" : "is_own")})<input value={reason} required onInput={(event) => set(event.currentTarget.value)} /></label>
        <p><button type="submit" disabled={busy}>{t("do_it")}</button> <button type="button" class="plain" onClick={() => choose(null)}>{t("cancel")}</button></p></form>}
      <span role="status">{told}</span>{fault && <span role="alert" class="problem">{fault.detail ?? fault.title} {fault.remedy}</span>}
    </>
  );
}
