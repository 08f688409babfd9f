"""TRL's PRMTrainer on this package's rows. Needs training/requirements-trl.txt; skipped where it is not installed."""

import os

import pytest

WHY = "needs training/requirements-trl.txt (transformers, TRL); see training/README.md"
os.environ["TRL_EXPERIMENTAL_SILENCE"] = "1"
torch = pytest.importorskip("torch", reason=WHY)
pytest.importorskip("trl", reason=WHY)

from datasets import Dataset  # noqa: E402
from trl.experimental.prm import PRMConfig, PRMTrainer  # noqa: E402

from linewise_prm.config import Config, ModelConfig, TokenizerConfig, TrainConfig  # noqa: E402
from linewise_prm.export import export_line_scorer  # noqa: E402
from linewise_prm.hf import finetune, load_hf, open_base, rows_of  # noqa: E402
from linewise_prm.rows import MASKED, Program  # noqa: E402
from linewise_prm.score import Layout, onnx_forward, torch_forward  # noqa: E402
from linewise_prm.steps import END_OF_PROGRAM  # noqa: E402
from linewise_prm.vocabulary import Encoder  # noqa: E402

CONFIG = Config(
    tokenizer=TokenizerConfig(300),
    model=ModelConfig(context=64, max_prompt_tokens=16),
    train=TrainConfig(epochs=30, batch_tokens=512, learning_rate=5e-3),
)
BASE = "scratch:2x64"


def programs():
    """Sums whose operator is right or wrong."""
    made = []
    for number in range(8):
        for name, sign, label in (("right", "+", 1), ("wrong", "*", 0)):
            lines = [f"def f{number}(a, b):", f"    return a {sign} b"]
            labels = [1, label, 1 if label else None]
            made.append(Program(f"{number}{name}", f"made/{number}", "the sum", lines, labels))
    return made


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hf")
    report = finetune(BASE, programs(), CONFIG, folder)
    layout = Layout(Encoder.load(folder), CONFIG.prompt_template, 16, 64)
    return folder, layout, report


def test_a_base_from_scratch_learns_and_its_onnx_file_agrees(run):
    folder, layout, report = run
    assert report["train_loss"] < 0.6
    model = load_hf(folder, 64)
    right, wrong = programs()[:2]
    forward = torch_forward(model)
    assert layout.raw_scores(right, forward)[1] > layout.raw_scores(wrong, forward)[1]
    difference = export_line_scorer(model, folder / "model.onnx", layout, programs()[:6])
    assert difference < 1e-4
    forward = onnx_forward(folder / "model.onnx")
    assert layout.raw_scores(right, forward)[1] > layout.raw_scores(wrong, forward)[1]


def test_a_prefix_that_programs_share_has_one_loss(run):
    rows = rows_of(programs()[:2], run[1])
    first = [sum(label != MASKED for label in row["labels"]) for row in rows]
    assert first == [3, 1]


def test_masked_steps_of_an_export_get_no_gradient_under_prm_trainer(run, tmp_path):
    """The application's stepwise rows as they are: TRL tokenizes them, collates them and takes a step."""
    masked = ["x = 1", "y = 2"]
    rows = [
        {"prompt": "p", "completions": [*masked, "z = 3", END_OF_PROGRAM], "labels": [MASKED, MASKED, 0, 1]},
        {"prompt": "p", "completions": ["x = 1", END_OF_PROGRAM], "labels": [1, MASKED]},
    ]
    model, _ = open_base(BASE, ["x = 1"], CONFIG)
    tokenizer = tokenizer_of(run[0])
    model.resize_token_embeddings(len(tokenizer))
    arguments = PRMConfig(output_dir=str(tmp_path), max_steps=1, report_to="none", use_cpu=True, disable_tqdm=True)
    trainer = PRMTrainer(model=model, args=arguments, train_dataset=Dataset.from_list(rows), processing_class=tokenizer)
    batch = next(iter(trainer.get_train_dataloader()))
    assert sorted(batch["labels"][batch["labels"] != MASKED].tolist()) == [0, 1, 1]
    logits = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    logits.retain_grad()
    torch.nn.functional.cross_entropy(logits.view(-1, 2), batch["labels"].view(-1)).backward()
    touched = logits.grad.abs().sum(-1) > 0
    assert torch.equal(touched, batch["labels"] != MASKED)
    before = [parameter.clone() for parameter in model.parameters()]
    trainer.train()
    assert any(not torch.equal(old, new) for old, new in zip(before, model.parameters(), strict=True))


def tokenizer_of(folder):
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(folder)


def test_a_tokenizer_that_loses_lines_is_refused(tmp_path):
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    words = Tokenizer(models.WordLevel({"[UNK]": 0, "if": 1, "x": 2}, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=words, unk_token="[UNK]").save_pretrained(tmp_path)
    shape = BertConfig(vocab_size=3, hidden_size=16, num_hidden_layers=1, num_attention_heads=1, intermediate_size=16)
    BertForTokenClassification(shape).save_pretrained(tmp_path)
    with pytest.raises(ValueError, match="does not keep line ends"):
        open_base(str(tmp_path), [], CONFIG)
