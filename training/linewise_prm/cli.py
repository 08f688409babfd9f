"""`linewise-prm`: from rows to labelled data, to a trained model, to a bundle."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path

from .cli_data import TWENTY, add_data_commands
from .config import Config, read_config
from .loop_options import add_loop_options
from .pairs import read_twenty
from .rows import Program, read_programs
from .trees import READING

PARITY_PROGRAMS = 200


def texts_of(programs: Iterable[Program]) -> Iterator[str]:
    """What a tokenizer learns from: right programs and those only read, each once (mutants repeat their reference)."""
    seen: set[str] = set()
    for program in programs:
        text = "\n".join([program.statement, *program.lines])
        if text not in seen and (program.origin == "reference" or READING in program.tags):
            seen.add(text)
            yield text


def command_pretrain(options: argparse.Namespace) -> None:
    config = read_config(options.config)
    train_own(options, replace(config, train=replace(config.train, minutes=0.0)))


def command_train(options: argparse.Namespace) -> None:
    config = read_config(options.config)
    if options.base:
        from .hf import finetune

        programs = list(read_programs(options.data / "train.jsonl"))
        data = json.loads((options.data / "data.json").read_text(encoding="utf-8"))
        found = finetune(options.base, programs, config, options.out, options.resume)
        write_json(options.out / "run.json", {**found, "data": data})
    else:
        train_own(options, config)


def train_own(options: argparse.Namespace, config: Config) -> None:
    """Both stages, or what `config` asks for, of this package's own transformer."""
    from .train import Trainer, train_stages
    from .vocabulary import Encoder, save_tokenizer, train_tokenizer

    programs = list(read_programs(options.data / "train.jsonl"))
    library = list(read_programs(options.data / "language.jsonl"))
    made = options.data / "unverified.jsonl"
    out: Path = options.out
    if options.start:
        encoder = Encoder.load(options.start.parent)
    else:
        read = chain(programs, library, read_programs(made) if made.exists() else [])
        encoder = Encoder(train_tokenizer(texts_of(read), config.tokenizer.vocabulary))
    save_tokenizer(encoder.tokenizer, out, config.model.context)
    trainer = Trainer(config, encoder, out, options.start)
    data = json.loads((options.data / "data.json").read_text(encoding="utf-8"))
    earlier = json.loads((options.start.parent / "run.json").read_text(encoding="utf-8")) if options.start else None
    unverified = read_programs(made) if made.exists() else []
    stages = train_stages(trainer, programs, library, unverified, earlier, options.resume)
    report: dict[str, object] = {"data": data, **stages}
    trainer.save(report)
    print(json.dumps({key: value for key, value in report.items() if key != "data"}))


def command_experiment(options: argparse.Namespace) -> None:
    from .experiment import run_plan

    run_plan(options.plan, options.data, options.out, options.only or [])


def command_blend(options: argparse.Namespace) -> None:
    from .blend import BlendedPrm, Weights, features, fit, parts_of, write_weights
    from .measure import sample
    from .quantize import round_weights
    from .run import open_run

    run = open_run(options.run, options.config)
    programs = sample(list(read_programs(options.data / "validation.jsonl")), options.per_problem)
    model = BlendedPrm(round_weights(run.line_model()), Weights(), run.layout.encoder.separator)
    known = features({program.id: parts_of(model, run.layout, program) for program in programs}, programs)
    weights = fit(known)
    write_weights(run.folder, weights)
    print(json.dumps({"lines": len(known.sets), "pairs": len(known.pairs), **asdict(weights)}))


def command_export(options: argparse.Namespace) -> None:
    from .export import export_all
    from .run import open_run

    run = open_run(options.run, options.config)
    programs = [program for path in options.check for program in read_programs(path)][: options.programs]
    report = export_all(run.model(), options.run, run.layout, programs)
    write_json(options.run / "export.json", report)


def command_evaluate(options: argparse.Namespace) -> None:
    from .measure import measure
    from .run import open_run

    run = open_run(options.run, options.config)
    write_json(options.run / "metrics.json", measure(run, options.data, options.twenty, options.per_problem))


def command_bundle(options: argparse.Namespace) -> None:
    from .bundle import write_bundle
    from .run import open_run

    run = open_run(options.run, options.config)
    checks = read_twenty(options.twenty)
    for path in options.parity or []:
        checks += read_programs(path)
    variants = [json.loads(path.read_text(encoding="utf-8")) for path in options.variant or []]
    write_bundle(run, options.rule, options.target, checks[:PARITY_PROGRAMS], options.out, variants)


def command_loop(options: argparse.Namespace) -> None:
    from .loop_command import run_command

    run_command(options)


def write_json(path: Path, value: object) -> None:
    """Write a report and say it."""
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(value))


def parser() -> argparse.ArgumentParser:
    """The command line."""
    root = argparse.ArgumentParser(prog="linewise-prm", description=__doc__)
    commands = root.add_subparsers(required=True)

    add_data_commands(commands)

    pretrain = commands.add_parser("pretrain", help="tokenizer and the first stage alone")
    train = commands.add_parser("train", help="tokenizer and both stages; with --start, the second from other weights")
    train.add_argument(
        "--base",
        help="a Hugging Face causal model (name or folder) or scratch:<layers>x<width>, trained by TRL's PRMTrainer;"
        " without it, this package's own transformer",
    )
    train.add_argument("--start", type=Path, help="weights to start from, beside their tokenizer.json")
    for command, run in ((pretrain, command_pretrain), (train, command_train)):
        command.add_argument("--config", type=Path, required=True)
        command.add_argument("--data", type=Path, required=True, help="the folder `prepare` wrote")
        command.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
        command.add_argument("--out", type=Path, required=True)
        command.set_defaults(run_command=run)
    pretrain.set_defaults(start=None)

    experiment = commands.add_parser("experiment", help="variants of a small run, compared on validation")
    experiment.add_argument("--plan", type=Path, required=True, help="a TOML file such as configs/experiments.toml")
    experiment.add_argument("--data", type=Path, required=True, help="the folder `prepare` wrote")
    experiment.add_argument("--only", action="append", help="this variant and no other")
    experiment.add_argument("--out", type=Path, required=True)
    experiment.set_defaults(run_command=command_experiment)

    blend = commands.add_parser("blend", help="weights of line head and surprisal, from validation")
    blend.add_argument("--data", type=Path, required=True)
    blend.add_argument("--per-problem", type=int, default=12, help="wrong programs a problem at most")
    blend.set_defaults(run_command=command_blend)

    export = commands.add_parser("export", help="model.onnx with int8 weights, checked against PyTorch")
    export.add_argument("--check", type=Path, action="append", required=True, help="programs to compare on")
    export.add_argument("--programs", type=int, default=200)
    export.set_defaults(run_command=command_export)

    evaluate = commands.add_parser("evaluate", help="calibration and threshold from validation, metrics on test sets")
    evaluate.add_argument("--data", type=Path, required=True)
    evaluate.add_argument("--twenty", type=Path, default=TWENTY)
    evaluate.add_argument("--per-problem", type=int, default=12, help="wrong programs a problem at most")
    evaluate.set_defaults(run_command=command_evaluate)

    bundle = commands.add_parser("bundle", help="the folder that the application loads")
    bundle.add_argument("--rule", default="mutation@1")
    bundle.add_argument("--target", default="first-error")
    bundle.add_argument("--twenty", type=Path, default=TWENTY)
    bundle.add_argument(
        "--parity", type=Path, action="append", help="further programs for parity.jsonl (their code is written there)"
    )
    bundle.add_argument("--variant", type=Path, action="append", help="a row that `experiment` wrote, for the card")
    bundle.add_argument("--out", type=Path, required=True)
    bundle.set_defaults(run_command=command_bundle)

    loop = commands.add_parser("loop", help="exported rows to trained, measured bundles; with folds, one a fold")
    add_loop_options(loop)
    loop.set_defaults(run_command=command_loop)

    for command in (blend, export, evaluate, bundle):
        command.add_argument("--config", type=Path, required=True)
        command.add_argument("--run", type=Path, required=True, help="the folder `train` wrote")
    return root


def main() -> None:
    """Entry point."""
    options = parser().parse_args()
    options.run_command(options)


if __name__ == "__main__":
    main()
