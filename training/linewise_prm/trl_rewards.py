"""A reward function for TRL's GRPOTrainer.

GRPOTrainer(..., reward_funcs=line_reward(credit="min"))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .score_client import ScoreClient, text_of


def line_reward(client: ScoreClient | None = None, **options: Any) -> Callable[..., list[float]]:
    """A function of prompts and completions to a number each.

    With `credit` the number is the sum of line rewards, else the aggregate. `options` are the service's: aggregate, credit,
    credit_temperature, divide_by_length, comments_neutral, model. A completion without scored lines has 0.
    """
    client = client or ScoreClient()

    def linewise_reward(prompts: list[Any], completions: list[Any], **_: Any) -> list[float]:
        pairs = zip(prompts, completions, strict=True)
        programs = [{"prompt": text_of(prompt), "response": text_of(completion)} for prompt, completion in pairs]
        key = "reward" if options.get("credit") else "aggregate"
        return [float(scored[key] or 0.0) for scored in client.score(programs, **options)]

    return linewise_reward
