"""The model card, written from what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .card_data import licences, sets_table, variants_table

SETS = {
    "MBPP, reserved problems": "mutants of this pipeline",
    "starter problems": "mutants of this pipeline; the application's own problems, none seen in training",
    "ConDefects, held-out tasks": "real submissions, no statement",
    "DebugBench, held-out problems": "bugs implanted by a language model",
    "validation": "calibration and threshold were chosen here",
}


def number(value: float | None) -> str:
    """Three decimals."""
    return "–" if value is None else f"{value:.3f}"


def share(measured: dict[str, Any], set_name: str, metric: str) -> str:
    """The value of one metric of one set."""
    rows = [row for row in measured["metrics"] if row["set"] == set_name and row["name"] == metric]
    return number(rows[0]["value"]) if rows else "–"


def table_of(rows: list[dict[str, Any]]) -> str:
    """Metrics of one set."""
    lines = ["| metric | model | 95 % interval | n | baselines |", "|---|---|---|---|---|"]
    for row in rows:
        interval = row["interval"]
        span = "–" if interval is None else f"{number(interval[0])} – {number(interval[1])}"
        others = ", ".join(f"{name} {number(value)}" for name, value in row.get("baselines", {}).items()) or "–"
        lines.append(f"| {row['name']} | {number(row['value'])} | {span} | {row['n']:,} | {others} |")
    return "\n".join(lines)


def surprisal_words(twenty: dict[str, Any]) -> str:
    """How many pairs the model's own language head orders, where it has one."""
    count = twenty["ordered_by_surprisal"]
    return "" if count is None else f"; the surprisal of its own language model orders {count}"


def twenty_table(twenty: dict[str, Any]) -> str:
    """Each fixed pair."""
    lines = ["| pair | right line | wrong line | ordered rightly |", "|---|---|---|---|"]
    for pair in twenty["pairs"]:
        lines.append(
            f"| {pair['pair']} | {pair['right']:.2f} | {pair['wrong']:.2f} | {'yes' if pair['ordered'] else 'no'} |"
        )
    return "\n".join(lines)


def model_card(
    manifest: dict[str, Any],
    measured: dict[str, Any],
    exported: dict[str, Any],
    trained: dict[str, Any],
    variants: Sequence[dict[str, Any]] = (),
) -> str:
    """README.md of a bundle; `variants` are rows of `experiment`."""
    twenty, training = measured["twenty"], manifest["training"]
    sections = [
        f"# {manifest['name']} {manifest['version']}",
        "A process reward model for Python: given a problem's statement and a program, the chance that each line is"
        f" correct. A causal transformer of {training['parameters']:,} parameters with a byte-level BPE of"
        f" {manifest['vocabulary_size']:,} entries and a context of {manifest['max_tokens']} tokens, trained from"
        f" scratch in {training['minutes']:.0f} minutes of one CPU core's time. It is small on purpose: it shows the whole"
        " path and runs anywhere. It is not a strong judge of code.",
        "## What it can and cannot do",
        f"- Of the 20 pairs of a right and a wrong line after the same prefix that were fixed before training"
        f" (`training/pairs/twenty.jsonl`, none from a training problem), it orders **{twenty['ordered']} rightly**."
        f" Guessing orders 10{surprisal_words(twenty)}.",
        "- It learned from edits, and finds what mutation operators do better than the mistakes that people make. Of right"
        " and wrong lines after the same prefix it orders"
        f" {share(measured, 'MBPP, reserved problems', 'same-prefix pair accuracy')} rightly on mutants of unseen MBPP"
        f" problems, {share(measured, 'ConDefects, held-out tasks', 'same-prefix pair accuracy')} on real wrong"
        " submissions, where a coin orders 0.500. Do not trust it on human code.",
        f"- At its threshold ({manifest['threshold']}) it raises"
        f" {share(measured, 'MBPP, reserved problems', 'false alarms per 100 correct lines')} false alarms a 100 correct"
        f" lines of unseen MBPP problems, {share(measured, 'starter problems', 'false alarms per 100 correct lines')} of the"
        " starter problems and"
        f" {share(measured, 'ConDefects, held-out tasks', 'false alarms per 100 correct lines')} of ConDefects: a threshold"
        " does not carry over to code of another kind.",
        "- It does not run or understand a program, and does not know whether a different algorithm is right. A low score"
        " is a reason to look, never a verdict; the tests decide.",
        "- A score is a probability only for code like the validation set: one edited line in half of the programs.",
        "- Lines after a first error were not trained on and their scores mean little.",
        "- Of a statement it reads the first"
        f" {manifest['max_prompt_tokens']} tokens; programs beyond {manifest['max_tokens']} tokens are read by windows.",
        "- Scores of problems that it trained on (see below) are in-sample and look better than they are.",
        "## Training",
        *training_words(manifest, trained["data"]),
        "All programs of a problem form one tree of prefixes: each distinct line after a prefix has one loss. Joint loss:"
        " line correctness, order of right and wrong lines after the same prefix, next token.",
        "## Metrics",
        "Intervals are bootstraps over problems. Calibration and threshold come from validation and were frozen before"
        " the test sets were scored. `top-1` and `top-3` rank the wrong line among *all* lines of its program. A baseline"
        " needs no training but two: surprisal, which is this model's own language head, and line alone, which is this model"
        " on each line without the statement and the lines before it. Within a program, position is no baseline: lines after"
        " the wrong one have no label, so the wrong line is always the last.",
    ]
    for name, title in SETS.items():
        rows = [row for row in measured["metrics"] if row["set"] == name]
        if rows:
            sections.extend([f"### {name} ({title})", table_of(rows)])
    if variants:
        sections.extend(
            [
                "## Variants",
                "Small runs with the same processor time each (`training/configs/experiments.toml`), measured on validation"
                " problems: same-prefix pair accuracy of the line head with its 95 % interval.",
                variants_table(variants),
            ]
        )
    sections.extend(
        [
            '### The twenty pairs (log odds of "correct" before calibration)',
            twenty_table(twenty),
            "## The file",
            f"Weights are int8 with one scale a row, computed with as 32-bit floats. PyTorch with the same weights and the"
            f" ONNX file agree to {exported['onnx_against_pytorch']:.1e} in log odds on {exported['programs']} programs."
            " Dynamic int8 was not used: it rounds activations by the whole sequence, so taking the second half of a"
            " program away changed scores of the first half by up to"
            f" {exported['causality_gap_of_dynamic_int8']:.2f} in log odds; with int8 weights alone by"
            f" {exported['causality_gap']:.1e}.{cut_sentence(exported)} `parity.jsonl` holds PyTorch's log odds for some"
            " programs, which the application's tests compare with their own.",
        ]
    )
    return "\n\n".join(sections) + "\n"


def training_words(manifest: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """Paragraphs on what the model learned from."""
    training = manifest["training"]
    dropped = ", ".join(f"{count} of {name}" for name, count in data["dropped_as_near_duplicates"].items() if count)
    words = [
        f"{training['rows']:,} programs of {training['problems']:,} problems, labelled by rule `{manifest['rule']}`, target"
        f" `{manifest['target']}`. Of a pair of programs the first line that differs is the wrong one.",
        sets_table(data.get("sets", {})),
        "Near-duplicates (statement or code with names removed) of reserved and held-out problems and of the twenty pairs"
        f" were left out of all training, {dropped or 'none'} among the sets above.",
    ]
    made = data["programs"].get("unverified")
    if made:
        words.append(
            f"Before that, and beside it in small part, it learned from {made:,} mutants that nobody ran, of functions and"
            " short scripts of public repositories, with their operators' intent for labels (operators whose mutants often"
            f" pass on MBPP left out: {', '.join(data['doubtful_operators'])}), and the language of the functions themselves."
        )
    if data.get("repositories"):
        words.append("Public repositories that were read, none of whose code is in this project, by licence:")
        words.append(licences(data["repositories"]))
    return words


def cut_sentence(exported: dict[str, Any]) -> str:
    """What it changes to read a program from one of its lines on; nothing is said where the file can't."""
    if "cache_gap" not in exported:
        return ""
    return (
        " It can go on from an earlier prefix: cutting a program after any of its lines changes scores by"
        f" {exported['cache_gap']:.1e}."
    )
