"""Any Hugging Face causal language model as the base, trained by TRL's PRMTrainer.

Sequences are laid out by this package and handed over as token ids, so that what is trained on is, token for token, what
the application feeds at scoring time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .config import Config
from .rows import MASKED, Program
from .score import Layout
from .steps import steps_of
from .trees import encode_prompt
from .vocabulary import PAD, SPECIAL, Encoder, train_tokenizer
from .windows import plan_windows

os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")
SCRATCH = re.compile(r"scratch:(\d+)x(\d+)")
"""A model without weights of its own: layers and width."""


class HfPrm(nn.Module):
    """A token classifier with labels 0 (incorrect) and 1 (correct), as the exporter takes it."""

    def __init__(self, base: Any, context: int) -> None:
        super().__init__()
        self.base, self.context = base, context

    def forward(self, input_ids: Tensor) -> Tensor:
        """Line logits [1, tokens, 2] of one sequence [1, tokens]."""
        logits: Tensor = self.base(input_ids=input_ids, use_cache=False).logits
        return logits


def open_base(base: str, texts: Sequence[str], config: Config) -> tuple[Any, Any]:
    """The classifier and its tokenizer: from `scratch:<layers>x<width>`, a folder, or a name on the hub.

    Special tokens that the tokenizer lacks are added and the embedding is made larger for them. Raises ValueError when
    the tokenizer does not keep lines apart.
    """
    from transformers import AutoModelForTokenClassification, AutoTokenizer, LlamaConfig, PreTrainedTokenizerFast

    scratch = SCRATCH.fullmatch(base)
    if scratch:
        layers, width = (int(part) for part in scratch.groups())
        trained = train_tokenizer(dict.fromkeys(texts), config.tokenizer.vocabulary)
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=trained, pad_token=PAD)
        shape = LlamaConfig(
            vocab_size=trained.get_vocab_size(),
            hidden_size=width,
            intermediate_size=8 * width // 3,
            num_hidden_layers=layers,
            num_attention_heads=max(1, width // 64),
            max_position_embeddings=config.model.context,
            num_labels=2,
            pad_token_id=trained.token_to_id(PAD),
            bos_token_id=None,
            eos_token_id=None,
        )
        return AutoModelForTokenClassification.from_config(shape), tokenizer
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModelForTokenClassification.from_pretrained(base, num_labels=2)
    missing = [token for token in SPECIAL if tokenizer.convert_tokens_to_ids(token) in (None, tokenizer.unk_token_id)]
    tokenizer.add_special_tokens({"additional_special_tokens": missing})
    if tokenizer.pad_token is None:
        tokenizer.pad_token = PAD
    if len(tokenizer) > model.get_input_embeddings().num_embeddings:
        model.resize_token_embeddings(len(tokenizer))
    model.config.pad_token_id = tokenizer.pad_token_id
    lost = tokenizer.decode(tokenizer.encode("if x:\n    y", add_special_tokens=False)) != "if x:\n    y"
    if lost or len(tokenizer.encode("\n", add_special_tokens=False)) != 1:
        raise ValueError(f"{base}: its tokenizer does not keep line ends and indentation; a byte-level BPE does")
    return model, tokenizer


def rows_of(programs: Sequence[Program], layout: Layout) -> list[dict[str, list[int]]]:
    """Token ids and labels (1, 0, -100) of every program; each distinct (problem, prefix, line) has one loss."""
    seen: set[tuple[str, int]] = set()
    rows = []
    for program in programs:
        steps = steps_of(program.lines)
        prompt = encode_prompt(program.statement, layout.template, layout.encoder, layout.max_prompt_tokens)
        tokens = [[*layout.encoder(step.text), layout.encoder.separator] for step in steps]
        keys = prefix_keys([step.text for step in steps])
        for window in plan_windows(prompt, tokens, layout.max_tokens):
            labels = [MASKED] * len(window.ids)
            for step, position in window.reads:
                label, key = program.labels[steps[step].line - 1], (program.problem, keys[step])
                if label is not None and key not in seen:
                    seen.add(key)
                    labels[position] = label
            if any(label != MASKED for label in labels):
                rows.append({"input_ids": window.ids, "labels": labels})
    return rows


def prefix_keys(texts: Sequence[str]) -> list[int]:
    """A number for each step that names its text and all before it."""
    keys, key = [], 0
    for text in texts:
        key = hash((key, text))
        keys.append(key)
    return keys


def finetune(base: str, programs: Sequence[Program], config: Config, out: Path, resume: bool = False) -> dict[str, Any]:
    """Train, write model and tokenizer, and return what run.json holds. Checkpoints lie under `out`."""
    from datasets import Dataset
    from trl.experimental.prm import PRMConfig, PRMTrainer

    texts = ["\n".join([program.statement, *program.lines]) for program in programs]
    model, tokenizer = open_base(base, texts, config)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(out)
    layout = Layout(Encoder.load(out), config.prompt_template, config.model.max_prompt_tokens, config.model.context)
    settings = PRMConfig(
        output_dir=str(out / "checkpoints"),
        per_device_train_batch_size=max(1, config.train.batch_tokens // config.model.context),
        num_train_epochs=config.train.epochs,
        learning_rate=config.train.learning_rate,
        weight_decay=config.train.weight_decay,
        bf16=config.train.bfloat16,
        seed=config.train.seed,
        logging_steps=10,
        save_total_limit=1,
        report_to="none",
        use_cpu=not torch.cuda.is_available(),
        disable_tqdm=True,
    )
    dataset = Dataset.from_list(rows_of(programs, layout))
    trainer = PRMTrainer(model=model, args=settings, train_dataset=dataset, processing_class=tokenizer)
    trained = trainer.train(resume_from_checkpoint=resume and any((out / "checkpoints").glob("checkpoint-*")))
    trainer.save_model(str(out / "base"))
    report = {"kind": "hf", "base": base, "rows": len(dataset), "config": asdict(config), **trained.metrics}
    report["parameters"] = sum(parameter.numel() for parameter in model.parameters())
    report["minutes"] = round(trained.metrics["train_runtime"] / 60, 1)
    return report


def load_hf(folder: Path, context: int) -> HfPrm:
    """The trained classifier of a run's folder, ready to score."""
    from transformers import AutoModelForTokenClassification

    base = AutoModelForTokenClassification.from_pretrained(folder / "base", dtype=torch.float32)
    return HfPrm(base, context).eval()
