"""Calls a Linewise scoring service (`POST /api/v1/score`). Needs nothing but Python."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

MAX_PROGRAMS = 256
MAX_CHARACTERS = 400_000
"""Of one request; the service takes more, but smaller ones leave room for other callers between them."""
MAX_WAIT_S = 60.0


class ScoreClient:
    """A service's address and token, by default those of LINEWISE_URL and LINEWISE_TOKEN.

    A service that is busy (503) or not there is asked again for `patience_s` seconds; what it says is wrong with a request
    is raised at once as ValueError.
    """

    def __init__(
        self,
        url: str | None = None,
        token: str | None = None,
        *,
        timeout_s: float = 300.0,
        patience_s: float = 600.0,
    ) -> None:
        self.url = (url or os.environ.get("LINEWISE_URL") or "http://127.0.0.1:3000").rstrip("/")
        self.token = token or os.environ.get("LINEWISE_TOKEN")
        self.timeout_s, self.patience_s = timeout_s, patience_s

    def score(self, programs: Sequence[Mapping[str, Any]], **options: Any) -> list[dict[str, Any]]:
        """Scores of `{"code" or "response", "prompt"}`, in their order, as the service gives them."""
        scored: list[dict[str, Any]] = []
        for batch in batches(programs):
            scored += self.post("/api/v1/score", {"programs": batch, **options})["programs"]
        return scored

    def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send a request until it is answered."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = json.dumps(body).encode()
        give_up = time.monotonic() + self.patience_s
        pause = 1.0
        while True:
            try:
                with urlopen(Request(self.url + path, data, headers), timeout=self.timeout_s) as answer:
                    return json.load(answer)
            except HTTPError as error:
                said = error.read(2_000).decode(errors="replace")
                if error.code not in (502, 503, 504):
                    raise ValueError(f"{self.url}{path} answered {error.code}: {said}") from error
                wait, failure = retry_after(error.headers.get("Retry-After"), pause), error
            except (URLError, TimeoutError, ConnectionError) as error:
                wait, failure = pause, error
            if time.monotonic() + wait > give_up:
                raise TimeoutError(f"{self.url}{path} did not answer: {failure}") from failure
            time.sleep(wait)
            pause = min(2 * pause, MAX_WAIT_S)


def retry_after(header: str | None, otherwise: float) -> float:
    """Seconds that a service asks to wait."""
    try:
        return min(MAX_WAIT_S, max(0.0, float(header or otherwise)))
    except ValueError:
        return otherwise


def batches(programs: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Programs in their order, in lists that one request takes."""
    batch: list[Mapping[str, Any]] = []
    size = 0
    for program in programs:
        length = sum(len(value) for value in program.values() if isinstance(value, str))
        if batch and (len(batch) == MAX_PROGRAMS or size + length > MAX_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(program)
        size += length
    if batch:
        yield batch


def text_of(message: Any) -> str:
    """The text of a prompt or completion, which is a string or a list of chat messages (their last counts)."""
    if isinstance(message, str):
        return message
    content = message[-1]["content"] if message else ""
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if part.get("type") == "text")
