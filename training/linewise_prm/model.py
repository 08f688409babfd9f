"""A small causal transformer with two heads: the next token, and whether the line that ends here is right."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .config import ModelConfig


class RmsNorm(nn.Module):
    """Root-mean-square normalisation with a learned scale."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.scale


def rotary_tables(context: int, size: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines of rotary positions, each [context, size]."""
    frequencies = 1.0 / 10000 ** (torch.arange(0, size, 2, dtype=torch.float64) / size)
    angles = torch.arange(context, dtype=torch.float64)[:, None] * frequencies[None, :]
    doubled = torch.cat([angles, angles], dim=-1)
    return doubled.cos().float(), doubled.sin().float()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Apply rotary positions to [batch, heads, tokens, size]."""
    left, right = x.chunk(2, dim=-1)
    return x * cos + torch.cat([-right, left], dim=-1) * sin


class Block(nn.Module):
    """Attention and a gated feed-forward layer, each behind a norm and beside a shortcut."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.attention_norm = RmsNorm(config.width)
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        self.out = nn.Linear(config.width, config.width, bias=False)
        self.feed_norm = RmsNorm(config.width)
        self.gate_up = nn.Linear(config.width, 2 * config.feed_forward, bias=False)
        self.down = nn.Linear(config.feed_forward, config.width, bias=False)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        batch, tokens, width = x.shape
        qkv = self.qkv(self.attention_norm(x)).view(batch, tokens, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        scores = torch.matmul(q, k.transpose(-1, -2)) * (q.shape[-1] ** -0.5) + mask
        mixed = torch.matmul(torch.softmax(scores, dim=-1), v)
        x = x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, tokens, width)))
        gate, up = self.gate_up(self.feed_norm(x)).chunk(2, dim=-1)
        return x + self.dropout(self.down(F.silu(gate) * up))


class LinePrm(nn.Module):
    """The trunk and its heads. `line` gives [incorrect, correct] logits at every token; only separators' count."""

    cos: Tensor
    sin: Tensor

    def __init__(self, config: ModelConfig, vocabulary: int) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(vocabulary, config.width)
        self.dropout = nn.Dropout(config.dropout)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = RmsNorm(config.width)
        self.line = nn.Linear(config.width, 2)
        cos, sin = rotary_tables(config.context, config.width // config.heads)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                deep = name.endswith(("out.weight", "down.weight"))
                nn.init.normal_(parameter, std=0.02 / (2 * config.layers) ** 0.5 if deep else 0.02)

    def trunk(self, ids: Tensor, positions: Tensor, mask: Tensor) -> Tensor:
        """Hidden states [batch, tokens, width]; `positions` [batch, tokens], `mask` is added to attention scores."""
        cos, sin = self.cos[positions].unsqueeze(-3), self.sin[positions].unsqueeze(-3)
        x = self.dropout(self.embedding(ids))
        for block in self.blocks:
            x = block(x, cos, sin, mask)
        return self.norm(x)

    def forward(self, input_ids: Tensor) -> Tensor:
        """Line logits [batch, tokens, 2] of plain sequences: what is exported and served."""
        return self.line(self.plain(input_ids))

    def plain(self, input_ids: Tensor) -> Tensor:
        """Hidden states of plain causal sequences [batch, tokens]."""
        tokens = input_ids.shape[1]
        positions = torch.arange(tokens, device=input_ids.device)
        mask = torch.where(positions[None, :] <= positions[:, None], 0.0, -1e9)
        return self.trunk(input_ids, positions.unsqueeze(0), mask)

    def next_token(self, hidden: Tensor) -> Tensor:
        """Next-token logits; the embedding's weights serve as the output layer too."""
        return F.linear(hidden, self.embedding.weight)


def parameters_of(model: nn.Module) -> int:
    """How many trained numbers a model has."""
    return sum(parameter.numel() for parameter in model.parameters())
