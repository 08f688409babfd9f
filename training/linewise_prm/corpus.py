"""Which public repositories were read: their names and licences travel with the data, into the model card."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .rows import read_jsonl


def repositories(paths: Iterable[Path]) -> list[dict[str, str]]:
    """`{"name", "licence"}` of every repository listed in JSONL files, once each, by name."""
    found = {str(row["name"]): str(row["licence"]) for path in paths for row in read_jsonl(path)}
    return [{"name": name, "licence": licence} for name, licence in sorted(found.items())]
