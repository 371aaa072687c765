"""The tolls of a story on the page: what can be said, how it adds up, what was set aside and why, what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tollbook.model import Claim, Estimate, EstimateKind, Lineage, Measure, Problem, Qualifier, ReviewState
from tollbook.publish.markup import Html, el, join, text
from tollbook.publish.page_charts import Subject, figure_of, whole
from tollbook.publish.sheet import Sheet, claim_link, number_words, own_words, scope_words, subject_words

FIRST = 3  # of a long list of figures, how many are named at once


def subjects(sheet: Sheet) -> list[Subject]:
    """What is counted in the story: in the order of its estimates, then of the measures."""
    found: dict[Subject, None] = {(e.scope.measure, e.scope.object): None for e in sheet.estimates}
    order = list(Measure)
    rest = sorted({(c.measure, c.counted) for c in sheet.claims} - set(found), key=lambda s: (order.index(s[0]), s[1] or ""))
    return [*found, *rest]


def subject_section(sheet: Sheet, subject: Subject, number: int) -> Html:
    """One measure: its toll, its chart, its parts."""
    own = [(n, e) for n, e in enumerate(sheet.estimates) if (e.scope.measure, e.scope.object) == subject]
    mains = [x for x in own if whole(x[1].scope)] or own[:1]
    parts = [x for x in own if x not in mains]
    key = f"{sheet.key}-m{number}"
    drawing = figure_of(sheet, subject, [e for _, e in own])
    return el(
        "section",
        el("h3", subject_words(*subject, sheet.words), id=key),
        [_toll(sheet, e, n, drawing if k == 0 else None, main=True) for k, (n, e) in enumerate(mains)],
        None if own else [el("p", sheet.words["page"]["no_estimate"], class_="note"), drawing],
        [_part(sheet, e, n) for n, e in parts],
        aria_labelledby=key,
        class_="subject",
    )


def toll_key(sheet: Sheet, number: int) -> str:
    """The anchor of an estimate."""
    return f"{sheet.key}-toll-{number + 1}"


def _part(sheet: Sheet, estimate: Estimate, number: int) -> Html:
    key = toll_key(sheet, number)
    title = scope_words(estimate.scope, sheet.words, whole=False)
    head = el("h4", el("bdi", title[:1].upper() + title[1:]), id=f"{key}-h")
    return el("section", head, _toll(sheet, estimate, number), aria_labelledby=f"{key}-h", class_="part")


def _toll(sheet: Sheet, e: Estimate, number: int, drawing: Html | None = None, *, main: bool = False) -> Html:
    """One estimate: its sentence, its kind, its bounds, its chart, and the grounds."""
    words = sheet.words["page"]
    meaning = f". {sheet.words['kinds_meaning'][e.kind.value]}" if main else "."
    return el(
        "div",
        el("p", own_words(sheet, e.sentence), class_="sentence") if e.sentence else None,
        el("p", el("strong", sheet.words["kinds"][e.kind.value]), meaning, class_="kind"),
        _bounds(sheet, e) if e.kind is not EstimateKind.NOTHING else None,
        drawing,
        _grounds(sheet, e),
        _signed(e, words) if main or e.review.by else None,
        id=toll_key(sheet, number),
        class_="toll main" if main else "toll",
    )


def _signed(e: Estimate, words: dict[str, str]) -> Html:
    """Who answers for it, and by which method it was made."""
    who = ", ".join(e.review.by)
    signed = {
        ReviewState.SIGNED: words["reviewed"].format(who=who),
        ReviewState.AWAITS_SECOND: words["awaits_second"].format(who=who),
        ReviewState.CHANGED: words["changed"].format(who=who),
    }.get(e.review.state, words["not_reviewed"])
    return el("p", signed, f" {words['method'].format(method=e.method)}" if e.method else None, class_="note")


def _unit(sheet: Sheet, e: Estimate) -> str:
    """Money's unit, from the figures that the toll rests on."""
    units = {c.quantity.unit for c in sheet.claims if c.id in {x.origin for x in e.basis} and c.quantity.unit}
    return f" {units.pop()}" if len(units) == 1 else ""


def _bounds(sheet: Sheet, e: Estimate) -> Html:
    """Low, best and high; what is not known is said, not left out."""
    words, unit = sheet.words["page"], _unit(sheet, e)

    def number(n: int | None, otherwise: str) -> Html:
        return el("dd", number_words(n) + unit) if n is not None else el("dd", otherwise, class_="unknown")

    over = _more_than(sheet, e)
    low = (
        el("dd", words["more_than"].format(n=number_words(over)) + unit) if over is not None else number(e.low, words["no_best"])
    )
    pairs = [
        (words["low"], low),
        (words["best"], number(e.best, words["no_best"])),
        (words["high"], number(e.high, words["open"])),
    ]
    return el("dl", [el("div", el("dt", name), value) for name, value in pairs], class_="bounds")


def _more_than(sheet: Sheet, e: Estimate) -> int | None:
    """N where the floor is worded "more than N": nobody said N + 1."""
    if e.low is None or len(e.terms) > 1:
        return None
    basis = {c for x in e.basis for c in x.carriers}
    worded = [c.quantity.qualifier for c in sheet.claims if c.id in basis and c.quantity.low == e.low]
    return e.low - 1 if worded and all(q is Qualifier.MORE_THAN for q in worded) else None


def _grounds(sheet: Sheet, e: Estimate) -> Html:
    words = sheet.words["page"]
    disputed = [
        join([claim_link(sheet, d.claim), " ", words["disputed_by"].format(by=sheet.names.hide(d.by))]) for d in e.disputed
    ]
    return join(
        [
            _terms(sheet, e),
            _list(words["in_words"], (el("bdi", f"“{sheet.names.hide(w)}”") for w in e.words)),
            _list(words["basis"], (_origin(sheet, x) for x in e.basis)),
            _list(words["set_aside"], _set_aside(sheet, e), "set-aside"),
            _list(words["disputed"], disputed, "disputed"),
            _folded(sheet, words["shown"], e.shown),
            _list(words["problems"], (_problem(sheet, p) for p in e.problems), "problems"),
        ]
    )


def _set_aside(sheet: Sheet, e: Estimate) -> list[Html]:
    """Figures set aside: each number with the reason and with who gave it."""
    groups: dict[tuple[int | None, int | None, str], list[str]] = {}
    for s in e.set_aside:
        groups.setdefault((s.low, s.high, s.reason), []).append(s.claim)
    return [_one_aside(sheet, reason, claims) for (_, _, reason), claims in groups.items()]


def _one_aside(sheet: Sheet, reason: str, claims: Sequence[str]) -> Html:
    """One number: its reason, its first givers, and the others on demand."""
    figure = sheet.names.figure(sheet.by_id[claims[0]]) if claims[0] in sheet.by_id else None
    givers = {claim_link(sheet, c, by_source=True): None for c in claims}
    distinct = {str(g).partition(">")[2]: g for g in reversed(givers)}  # of one body and day, the first
    first = [g for g in givers if g in distinct.values()][:FIRST]
    more = [g for g in givers if g not in first]
    rest = el("details", el("summary", sheet.words["page"]["more"].format(n=len(more))), join(more, "; ")) if more else None
    said = f": {own_words(sheet, reason)}. " if reason else ". "
    return join([el("strong", el("bdi", figure)) if figure else None, said, join(first, "; "), rest])


def _folded(sheet: Sheet, title: str, claims: Sequence[str]) -> Html | None:
    """A list that is opened at will, where it is long."""
    if len(claims) <= FIRST:
        return _list(title, (claim_link(sheet, c) for c in claims))
    items = el("ul", [el("li", claim_link(sheet, c)) for c in claims])
    return el("details", el("summary", f"{title} ({len(claims)})"), items, class_="ground")


def _list(title: str, items: Iterable[str], class_: str = "") -> Html | None:
    """A titled list; nothing where there are no items."""
    shown = [el("li", i) for i in items]
    return el("div", el("p", title, class_="label"), el("ul", shown), class_=f"ground {class_}".strip()) if shown else None


def _terms(sheet: Sheet, e: Estimate) -> Html | None:
    """The addends of a sum, each linked, and what they make."""
    if not e.terms:
        return None
    words = sheet.words["page"]
    addends = [
        el("a", number_words(t.low), f" {sheet.names.hide(t.who)}" if t.who else None, href=f"#claim-{t.claim}") for t in e.terms
    ]
    total = f" = {number_words(sum(t.low for t in e.terms))}"
    body = el("p", join(addends, " + "), total, class_="sum")
    return el("div", el("p", words["terms"], class_="label"), body, el("p", words["terms_note"], class_="note"), class_="ground")


def _origin(sheet: Sheet, lineage: Lineage) -> Html:
    reports = {c.report for c in sheet.claims if c.id in lineage.carriers}
    carried = sheet.words["page"]["carried"].format(n=len(reports)) if len(reports) > 1 else None
    return join([claim_link(sheet, lineage.origin), text(f", {carried}") if carried else None])


def _problem(sheet: Sheet, problem: Problem) -> Html:
    known: Sequence[Claim] = [c for c in sheet.claims if c.id in problem.claims]
    links = join([claim_link(sheet, c.id) for c in known], ", ")
    return join(
        [
            own_words(sheet, sheet.names.hide(problem.message) if problem.report else problem.message),
            " " if links else None,
            links,
        ]
    )
