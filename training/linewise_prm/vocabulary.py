"""The byte-level BPE and its special tokens."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from .steps import END_OF_PROGRAM

PAD = "<|pad|>"
SPECIAL = [PAD, "<|problem|>", "<|code|>", END_OF_PROGRAM]
SEPARATOR = "\n"
"""Closes every step; the score is read there. The token that ends a line in any code the model has read."""


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """A byte-level BPE of `size` entries. Byte level, because indentation and newlines must survive."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, folder: Path, context: int) -> None:
    """Write tokenizer.json and tokenizer_config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    described = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": context,
        "pad_token": PAD,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")


class Encoder:
    """Encodes a text by itself, without special tokens; remembers what it has seen, as lines repeat a lot."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.size: int = tokenizer.get_vocab_size()
        self._known: dict[str, list[int]] = {}
        (self.separator,) = self(SEPARATOR)
        (self.pad,) = self(PAD)

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """The encoder of a folder with a tokenizer.json."""
        return cls(Tokenizer.from_file(str(folder / "tokenizer.json")))

    def __call__(self, text: str) -> list[int]:
        ids = self._known.get(text)
        if ids is None:
            ids = self._known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids
