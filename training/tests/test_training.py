"""A tiny model through every stage. Needs PyTorch; skipped with a message where it is not installed."""

import json
import random

import pytest

WHY = "needs training/requirements.txt (PyTorch, tokenizers, ONNX); see training/README.md"
torch = pytest.importorskip("torch", reason=WHY)
pytest.importorskip("tokenizers", reason=WHY)
pytest.importorskip("onnxruntime", reason=WHY)

from linewise_prm.batches import collate  # noqa: E402
from linewise_prm.blend import BlendedPrm, Features, Weights, fit  # noqa: E402
from linewise_prm.config import Config, ModelConfig, TokenizerConfig, TrainConfig  # noqa: E402
from linewise_prm.export import causality_gap, export_all  # noqa: E402
from linewise_prm.model import LinePrm  # noqa: E402
from linewise_prm.rows import Program  # noqa: E402
from linewise_prm.score import Layout, onnx_forward, torch_forward  # noqa: E402
from linewise_prm.train import Trainer, load_model, losses, sequences  # noqa: E402
from linewise_prm.vocabulary import PAD, Encoder, save_tokenizer, train_tokenizer  # noqa: E402

CONFIG = Config(
    tokenizer=TokenizerConfig(320),
    model=ModelConfig(layers=2, width=32, heads=2, feed_forward=64, context=96, max_prompt_tokens=16, dropout=0.0),
    train=TrainConfig(minutes=1, epochs=60, batch_tokens=1024, sequence_tokens=128, learning_rate=5e-3),
)


def made_programs() -> list[Program]:
    """Sums and products: using the wrong operator for the statement is the error."""
    rng = random.Random(0)
    programs = []
    for index in range(40):
        name = rng.choice(["total", "value", "result"])
        word, right, wrong = rng.choice([("sum", "+", "*"), ("product", "*", "+")])
        head = [f"def f{index}(a, b):", ""]
        for suffix, operator, label in (("r", right, 1), ("w", wrong, 0)):
            lines = [*head, f"    {name} = a {operator} b", f"    return {name}"]
            tail = [1, 1] if label else [None, None]
            programs.append(Program(f"{index}{suffix}", f"made/{index}", word, lines, [1, None, label, *tail]))
    return programs


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A tiny model trained for some seconds, and what it was trained with."""
    folder = tmp_path_factory.mktemp("run")
    programs = made_programs()
    texts = ["\n".join([program.statement, *program.lines]) for program in programs]
    encoder = Encoder(train_tokenizer(texts, CONFIG.tokenizer.vocabulary))
    save_tokenizer(encoder.tokenizer, folder, CONFIG.model.context)
    trainer = Trainer(CONFIG, encoder, folder)
    weights = {"line": 1.0, "pair": 0.5, "language": 0.2}
    report = trainer.run("train", sequences(programs, CONFIG, encoder), 60, 1, weights)
    trainer.save(report)
    layout = Layout(encoder, CONFIG.prompt_template, CONFIG.model.max_prompt_tokens, CONFIG.model.context)
    return folder, layout, load_model(folder, CONFIG, encoder.size), report


def test_a_tiny_model_learns_which_operator_the_statement_asks_for(trained):
    _, layout, model, report = trained
    assert report["line"] < 0.4
    right = Program("r", "x", "sum", ["def f(a, b):", "    total = a + b"], [None] * 3)
    wrong = Program("w", "x", "sum", ["def f(a, b):", "    total = a * b"], [None] * 3)
    forward = torch_forward(model)
    assert layout.raw_scores(right, forward)[1] > layout.raw_scores(wrong, forward)[1]


def test_the_exported_file_agrees_and_is_causal(trained):
    folder, layout, model, _ = trained
    blended = BlendedPrm(model, Weights(), layout.encoder.separator).eval()
    report = export_all(blended, folder, layout, made_programs()[:10])
    assert report["onnx_against_pytorch"] < 1e-4
    assert report["causality_gap"] < 1e-5
    assert causality_gap(layout, made_programs()[:4], folder / "model.onnx") < 1e-5
    assert onnx_forward(folder / "model.onnx")([1, 2, 3]).shape == (3, 2)


def test_the_log_is_json_lines(trained):
    folder = trained[0]
    for line in (folder / "train-log.jsonl").read_text().splitlines():
        assert json.loads(line)["stage"] == "train"


def test_a_tree_gives_the_scores_of_its_programs_one_by_one(trained):
    _, layout, model, _ = trained
    programs = made_programs()[:2]
    encoder = layout.encoder
    (flat,) = sequences(programs, CONFIG, encoder)["made"]
    batch = collate([flat], encoder.tokenizer.token_to_id(PAD))
    with torch.inference_mode():
        logits = model.line(model.trunk(batch.ids, batch.positions, batch.mask))[0]
    margins = (logits[:, 1] - logits[:, 0]).tolist()
    right, wrong = flat.pairs[0]
    forward = torch_forward(model)
    assert margins[right] == pytest.approx(layout.raw_scores(programs[0], forward)[2], abs=1e-4)
    assert margins[wrong] == pytest.approx(layout.raw_scores(programs[1], forward)[2], abs=1e-4)


def test_masked_lines_get_no_gradient(trained):
    _, layout, _, _ = trained
    encoder = layout.encoder
    masked = Program("m", "made/m", "sum", ["a = 1", "b = 2"], [None, None, None])
    open_line = Program("o", "made/o", "sum", ["c = 3"], [0, None])
    flats = [flat for each in (masked, open_line) for flat in sequences([each], CONFIG, encoder)["made"]]
    model = LinePrm(CONFIG.model, encoder.size)
    batch = collate(flats, encoder.tokenizer.token_to_id(PAD))
    assert (batch.labels != -100).sum() == 1
    losses(model, batch)["line"].backward()
    before = model.line.weight.grad.clone()
    model.zero_grad()
    batch = collate(flats[-1:], encoder.tokenizer.token_to_id(PAD))
    losses(model, batch)["line"].backward()
    assert torch.allclose(before, model.line.weight.grad, atol=1e-6)


def test_a_run_goes_on_from_its_checkpoint(trained):
    folder, layout, _, report = trained
    trainer = Trainer(CONFIG, layout.encoder, folder)
    weights = {"line": 1.0, "pair": 0.5, "language": 0.2}
    again = trainer.run("train", sequences(made_programs(), CONFIG, layout.encoder), 60, 1, weights, resume=True)
    assert again["steps"] == report["steps"]


def test_a_blend_with_surprisal_is_exported_as_it_is_computed(trained):
    folder, layout, model, _ = trained
    blended = BlendedPrm(model, Weights(0.5, 2.0, 0.25, 0.1), layout.encoder.separator).eval()
    report = export_all(blended, folder, layout, made_programs()[:6])
    assert report["onnx_against_pytorch"] < 1e-4
    assert report["causality_gap"] < 1e-5
    program = made_programs()[0]
    forward = torch_forward(BlendedPrm(model, Weights(0.0, 1.0, 0.0), layout.encoder.separator).eval())
    means = layout.surprisals(program, model)
    for score, mean in zip(layout.raw_scores(program, forward), means, strict=True):
        assert (score is None) == (mean is None)
        assert score is None or score == pytest.approx(mean, abs=1e-4)


def test_the_fit_leans_on_what_tells_right_from_wrong():
    generator = torch.Generator().manual_seed(0)
    labels = (torch.rand(400, generator=generator) < 0.8).float()
    noise = torch.randn(400, 4, generator=generator)
    rows = torch.stack([noise[:, 0], 2 * labels + noise[:, 1], noise[:, 2], noise[:, 3]], dim=1)
    weights = fit(Features(rows, labels, ["a"] * 400, []))
    assert weights.mean == 1
    assert weights.mean > 3 * abs(weights.line)
    assert weights.mean > 3 * abs(weights.least)


def test_the_fit_heeds_the_order_of_pairs():
    generator = torch.Generator().manual_seed(0)
    rows = torch.randn(400, 4, generator=generator)
    labels = torch.tensor([1.0, 0.0] * 200)
    # Only within a pair does the total tell: all values of a pair are shifted together.
    rows[:, 3] += 20 * torch.randn(200, generator=generator).repeat_interleave(2) + 2 * labels
    pairs = [(index, index + 1) for index in range(0, 400, 2)]
    assert fit(Features(rows, labels, ["a"] * 400, pairs)).total > 0
    assert (
        fit(Features(rows, labels, ["a"] * 400, pairs)).total > 2 * fit(Features(rows, labels, ["a"] * 400, [])).total
    )
