/** Signing in with a token that an administrator gave. The server keeps a session; the token is not kept here. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { useHere } from "../data/session.ts";
import { t } from "../words.ts";

export function SignIn(): JSX.Element {
  const { session, signed } = useHere();
  const [said, say] = useState("");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget as HTMLFormElement).get("token") ?? "").trim();
    api.signIn(token).then(signed, (error: Error) => say(error.message));
  };
  if (session.user !== null) return <p class="note">{t("signed_in_but", { user: session.user, role: session.role })}</p>;
  return (
    <form class="decision" onSubmit={submit}>
      <p class="note">{t("sign_in_note")}</p>
      <label class="long">{t("token")}<input name="token" type="password" autocomplete="off" required /></label>
      <p><button type="submit">{t("sign_in")}</button></p>
      {said && <p role="alert" class="problem">{said}</p>}
    </form>
  );
}
