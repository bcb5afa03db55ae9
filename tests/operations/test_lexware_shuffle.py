"""10,000 events in the worst order, doubled and lost, end in the mirror of the in-order run (bench.lexware_shuffle)."""

from __future__ import annotations

from bench.lexware_shuffle import differing, play


def test_shuffled_doubled_and_lost_events_end_in_the_mirror_of_the_in_order_run() -> None:
    """One of twenty deliveries comes signed over HTTP; the others are put where the receiver puts what it has verified."""
    outcome = play(events=10_000, http_share=0.05, steps=8, stock=200)
    assert (outcome.told, outcome.left_open) == (10_000, 0)
    assert outcome.by_http > 400
    assert 0.04 < outcome.dropped / outcome.told < 0.06
    assert 1.25 < outcome.delivered / (outcome.told - outcome.dropped) < 1.35
    alive = {key: row for key, row in outcome.in_order.items() if not row.gone}
    assert alive == outcome.books, "the run in order holds what Lexware holds"
    assert {key for key, row in outcome.in_order.items() if row.gone} == outcome.deleted != set()
    assert differing(outcome.in_order, outcome.before_sweep) > 0, "some lost events showed"
    assert outcome.shuffled == outcome.in_order
    assert outcome.requests_in_order < 200


def test_with_no_event_at_all_the_sweep_alone_ends_in_the_same_mirror() -> None:
    outcome = play(events=600, http_share=0, dropped=1, steps=3, stock=60)
    assert outcome.delivered == 0
    assert differing(outcome.in_order, outcome.before_sweep) > 60
    assert outcome.shuffled == outcome.in_order
