"""A bundle's ONNX file read back. Needs PyTorch; skipped with a message where it is not installed."""

import json
from dataclasses import replace

import pytest

WHY = "needs training/requirements.txt (PyTorch, tokenizers, ONNX); see training/README.md"
torch = pytest.importorskip("torch", reason=WHY)
pytest.importorskip("onnxruntime", reason=WHY)

from linewise_prm.blend import BlendedPrm, Weights  # noqa: E402
from linewise_prm.config import ModelConfig  # noqa: E402
from linewise_prm.export import export_onnx  # noqa: E402
from linewise_prm.model import LinePrm  # noqa: E402
from linewise_prm.quantize import pack_weights, round_weights  # noqa: E402
from linewise_prm.warm import read_bundle  # noqa: E402

SHAPE = ModelConfig(layers=2, width=64, heads=2, feed_forward=96, context=48, max_prompt_tokens=8, dropout=0.0)
MANIFEST = {
    "name": "made",
    "version": "1",
    "prompt_template": "{statement}",
    "max_tokens": SHAPE.context,
    "max_prompt_tokens": SHAPE.max_prompt_tokens,
}


def made_bundle(folder, model, weights):
    """What `read_bundle` reads of a bundle: its manifest and its packed graph."""
    export_onnx(BlendedPrm(model, weights, 5).eval(), folder / "float.onnx")
    pack_weights(folder / "float.onnx", folder / "model.onnx")
    (folder / "prm.json").write_text(json.dumps(MANIFEST))
    return read_bundle(folder)


@pytest.mark.parametrize(
    ("weights", "trained"),
    [(Weights(), False), (Weights(0.5, -2.0, 1.0), True), (Weights(1.0, 0.25, -0.5), True)],
    ids=["untrained", "blended", "blended-on-the-line-head"],
)
def test_a_bundle_is_read_back_as_it_was_exported(tmp_path, weights, trained):
    torch.manual_seed(0)
    model = LinePrm(SHAPE, 320)
    if trained:
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.add_(torch.randn_like(parameter) * 0.1)
    rounded = round_weights(model)
    config, state, blend = made_bundle(tmp_path, rounded, weights)
    assert config.model == replace(SHAPE, dropout=config.model.dropout)
    assert config.tokenizer.vocabulary == 320
    assert blend == weights
    wanted = rounded.state_dict()
    assert state.keys() == wanted.keys()
    for name, values in wanted.items():
        assert torch.allclose(state[name], values, rtol=1e-5, atol=1e-8), name


def test_another_graph_is_refused(tmp_path):
    model = LinePrm(SHAPE, 320)
    made_bundle(tmp_path, model, Weights())
    from onnx import helper, save

    (tmp_path / "prm.json").write_text(json.dumps(MANIFEST))
    save(helper.make_model(helper.make_graph([], "empty", [], [])), str(tmp_path / "model.onnx"))
    with pytest.raises(ValueError, match="holds no LinePrm"):
        read_bundle(tmp_path)
