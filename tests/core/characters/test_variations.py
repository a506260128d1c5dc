"""Variations of character files and damaged ones, through the real command into a real home.

`python -m bench prove` takes in a thousand. A failure names the variation by its number: the same
seed makes the same file again.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.counterparts.eliza_schema import ElizaSchema
from tests.counterparts.making import IMPORTED, REFUSED
from tests.counterparts.proof import prove
from tests.counterparts.variations import KINDS

COUNT = 6 * len(KINDS)


def test_every_file_is_taken_in_or_refused_and_does_nothing_else(
    tmp_path: Path, schema: ElizaSchema
) -> None:
    report = prove(tmp_path, COUNT, 7, schema.issues)
    assert report.problems == []
    assert report.deeds == []
    assert len(report.outcomes) >= COUNT
    assert report.count(IMPORTED) + report.count(REFUSED) == len(report.outcomes)
    assert report.same_again == report.for_eliza == report.count(IMPORTED)
    assert report.in_keyring >= 20
    kinds = Counter(outcome.variation.kind for outcome in report.outcomes)
    assert {kind for kind, _ in KINDS} <= kinds.keys()
