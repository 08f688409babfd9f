"""Rewards for veRL.

`compute_score_batch` is a custom reward function of its batch reward manager, a number a response:

    custom_reward_function.path=…/verl_rewards.py custom_reward_function.name=compute_score_batch

`token_rewards` is for a reward manager of one's own: a number a token, a line's reward on the token that ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from linewise_prm.score_client import ScoreClient, text_of

WINDOW = 16
OVERLAP = 4
"""Tokens that are decoded again with those after them, because a token's text may depend on the ones before it."""


def compute_score_batch(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[Any],
    extra_infos: Sequence[Mapping[str, Any] | None],
    client: ScoreClient | None = None,
    **options: Any,
) -> list[float]:
    """A number a response. The statement is `extra_info`'s `prompt`, `question` or `problem`."""
    infos = [info or {} for info in extra_infos]
    programs = [
        {"prompt": statement_of(info), "response": solution}
        for info, solution in zip(infos, solution_strs, strict=True)
    ]
    key = "reward" if options.get("credit") else "aggregate"
    return [float(scored[key] or 0.0) for scored in (client or ScoreClient()).score(programs, **options)]


def token_rewards(
    prompts: Sequence[Any],
    responses: Sequence[Sequence[int]],
    decode: Callable[[Sequence[int]], str],
    client: ScoreClient | None = None,
    **options: Any,
) -> list[list[float]]:
    """For each response (its token ids, without padding) a reward a token, 0 where no line ends.

    `decode` must keep special tokens' text as the policy's tokenizer gives it, and clean nothing up.
    """
    texts = [decode(ids) for ids in responses]
    programs = [{"prompt": text_of(prompt), "response": text} for prompt, text in zip(prompts, texts, strict=True)]
    scored = (client or ScoreClient()).score(programs, **{"credit": "min", **options})
    return [place_on_tokens(program, token_ends(ids, decode)) for program, ids in zip(scored, responses, strict=True)]


def statement_of(info: Mapping[str, Any]) -> str:
    """The problem's statement in veRL's extra_info."""
    return next((text_of(info[key]) for key in ("prompt", "question", "problem") if info.get(key)), "")


def place_on_tokens(program: Mapping[str, Any], ends: Sequence[int]) -> list[float]:
    """Line rewards on tokens: each on the first token that reaches the line's end; end of program on the last token.

    `ends`: for each token, how many characters of the response it and those before it make.
    """
    rewards = [0.0] * len(ends)
    if not ends:
        return rewards
    token = 0
    for line in program["lines"]:
        while token < len(ends) - 1 and ends[token] < line["end"]:
            token += 1
        rewards[token] += line["reward"] or 0.0
    rewards[-1] += program["end_of_program"]["reward"] or 0.0
    return rewards


def token_ends(ids: Sequence[int], decode: Callable[[Sequence[int]], str]) -> list[int]:
    """For each token, how many characters of the decoded text it and those before it make.

    Tokens of one character that is not whole yet end where it begins: at the text before it.
    """
    ends: list[int] = []
    done, before = 0, 0
    while done < len(ids):
        start = max(0, done - OVERLAP)
        known = len(decode(ids[start:done]))
        end = done
        while end < len(ids):
            end += 1
            text = decode(ids[start:end])
            whole = not text.endswith("\ufffd")
            ends.append(before + len(text if whole else text.rstrip("\ufffd")) - known)
            if whole and end - done >= WINDOW:
                break
        done, before = end, ends[-1]
    return ends
