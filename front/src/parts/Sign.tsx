/** Signing a toll: a person answers for it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { alone } from "../data/held.ts";
import { useHere } from "../data/session.ts";
import type { View } from "../data/story.ts";
import type { Toll } from "../data/types.ts";
import { t } from "../words.ts";

export function SignButton({ view, toll }: { view: View; toll: Toll }): JSX.Element | null {
  const { session, changed } = useHere();
  const [said, say] = useState("");
  if (alone || !session.may.decide || toll.reviewed_by) return null;
  const second = toll.review.state === "awaits_second";
  const sign = (): void => {
    const { measure, object, side, group, where } = toll;
    api.decide({ act: "sign", story: view.story.account.story.id, measure, object, side, group, where, as_of: view.at })
      .then(() => { say(t("was_signed")); changed(view.story.account.story.id); }, (error: Error) => say(error.message));
  };
  return <><button type="button" onClick={sign}>{t(second ? "sign_second" : "sign")}</button><span role="status"> {said}</span></>;
}
