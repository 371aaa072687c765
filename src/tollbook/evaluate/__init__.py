"""How right Tollbook is, on annotated reports: those that ship with it, and public data that does not.

`score` measures claims against claims annotated by a person; `sets` makes the rows that the scorers of a data folder ask
for and runs those scorers.
"""

from tollbook.evaluate.acts import evaluate_acts
from tollbook.evaluate.score import Score, score_claims
from tollbook.evaluate.sets import SETS, evaluate

__all__ = ["SETS", "Score", "evaluate", "evaluate_acts", "score_claims"]
