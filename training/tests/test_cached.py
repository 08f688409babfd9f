"""The graph that goes on from a prefix. Needs PyTorch; skipped with a message where it is not installed."""

import json
import random

import pytest

WHY = "needs training/requirements.txt (PyTorch, tokenizers, ONNX); see training/README.md"
torch = pytest.importorskip("torch", reason=WHY)
np = pytest.importorskip("numpy", reason=WHY)
pytest.importorskip("tokenizers", reason=WHY)
onnxruntime = pytest.importorskip("onnxruntime", reason=WHY)

from linewise_prm.blend import BlendedPrm, Weights  # noqa: E402
from linewise_prm.cached import cache_gap, cache_size, describe_cache, export_cached  # noqa: E402
from linewise_prm.config import ModelConfig  # noqa: E402
from linewise_prm.export import export_onnx, largest_difference  # noqa: E402
from linewise_prm.model import LinePrm  # noqa: E402
from linewise_prm.quantize import pack_weights, round_weights  # noqa: E402
from linewise_prm.rows import Program  # noqa: E402
from linewise_prm.score import Layout  # noqa: E402
from linewise_prm.vocabulary import Encoder, train_tokenizer  # noqa: E402
from linewise_prm.warm import read_bundle  # noqa: E402

SHAPE = ModelConfig(layers=2, width=128, heads=2, feed_forward=192, context=256, max_prompt_tokens=24, dropout=0.0)
TEMPLATE = "<|problem|>{statement}<|code|>"


def made_programs() -> list[Program]:
    """Programs of many lengths, and of each some with one line changed."""
    rng = random.Random(0)
    programs = []
    for index in range(12):
        lines = [f"def f{index}(a, b):"]
        lines += [f"    v{rng.randint(0, 9)} = a {rng.choice('+-*')} {rng.randint(0, 99)}" for _ in range(index)]
        for _ in range(3):
            other = list(lines)
            other[rng.randrange(len(other))] = f"    return b {rng.choice('+-*')} a"
            programs.append(Program(f"{index}", "made/x", f"Write f{index}.", other, [None] * (len(other) + 1)))
    return programs


@pytest.fixture(scope="module", params=[Weights(), Weights(0.5, 2.0, 0.25, 0.125), Weights(1.0, 0.0, 0.5)], ids=str)
def exported(request, tmp_path_factory):
    """A random model, its packed graph, and how programs are laid out."""
    folder = tmp_path_factory.mktemp("cached")
    encoder = Encoder(train_tokenizer(["\n".join(program.lines) for program in made_programs()], 320))
    torch.manual_seed(0)
    model = LinePrm(SHAPE, encoder.size)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.05)
    blended = round_weights(BlendedPrm(model, request.param, encoder.separator).eval())
    export_cached(blended, folder / "float.onnx")
    pack_weights(folder / "float.onnx", folder / "model.onnx")
    return folder, Layout(encoder, TEMPLATE, SHAPE.max_prompt_tokens, SHAPE.context), blended


def test_it_computes_what_pytorch_does(exported):
    folder, layout, blended = exported
    assert largest_difference(layout, made_programs(), blended, folder / "model.onnx") < 1e-4


def test_a_program_cut_anywhere_scores_the_same_to_the_bit(exported):
    folder, layout, _ = exported
    assert cache_gap(layout, made_programs(), folder / "model.onnx") == 0


def test_what_follows_another_continuation_of_the_prefix_scores_as_by_itself(exported):
    folder, _, blended = exported
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(0)
    row, separator = cache_size(blended), blended.separator
    head = [1, 5, 2, *rng.integers(3, 300, 40), separator]
    left, right = ([*head, *rng.integers(3, 300, count), separator] for count in (3, 60))

    def run(ids, past):
        return session.run(None, {"input_ids": np.array([ids], dtype=np.int64), "past": past})

    _, present = run(left, np.zeros((0, row), np.float32))
    whole, _ = run(right, np.zeros((0, row), np.float32))
    start = len(head) - 1
    rest, _ = run(right[start:], present[:start])
    assert np.array_equal(rest[0, 1:], whole[0, start + 1 :])


def test_the_file_says_what_it_keeps_and_is_read_back(exported):
    folder, _, blended = exported
    described = describe_cache(folder / "model.onnx")
    assert described == {"past": "past", "present": "present", "size": 2 * SHAPE.layers * SHAPE.width}
    manifest = {"name": "m", "version": "1", "prompt_template": TEMPLATE, "max_tokens": 256, "max_prompt_tokens": 24}
    (folder / "prm.json").write_text(json.dumps(manifest))
    warm = read_bundle(folder)
    assert warm.weights == blended.weights
    assert (warm.config.model.heads, warm.config.model.layers) == (SHAPE.heads, SHAPE.layers)
    for name, values in blended.base.state_dict().items():
        assert torch.allclose(warm.state[name], values, rtol=1e-5, atol=1e-8), name


def test_a_graph_of_the_exporter_keeps_nothing(tmp_path):
    model = BlendedPrm(LinePrm(ModelConfig(layers=1, width=32, heads=1, feed_forward=32), 64), Weights(), 5)
    export_onnx(model.eval(), tmp_path / "model.onnx")
    assert describe_cache(tmp_path / "model.onnx") is None
