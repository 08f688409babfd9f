"""The usual way to serve a model: FastAPI, tokenizers and onnxruntime. The yardstick of `bench score`.

Reads the same bundle and gives the same line scores as `POST /api/v1/score` does for plain programs. It sees one window
only, knows no neutral lines, and has no queue, no limits and no calibration.
"""

from __future__ import annotations

import argparse
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from tokenizers import Tokenizer


class Program(BaseModel):
    """One program."""

    code: str


class Body(BaseModel):
    """Programs of one statement."""

    prompt: str = ""
    programs: list[Program]


class Scorer:
    """As many sessions as threads, one thread each."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.manifest = json.loads((folder / "prm.json").read_text())
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.separator = self.manifest["separator"]["token_id"]
        self.folder = folder
        self.pool = ThreadPoolExecutor(threads)
        self.local = threading.local()

    def session(self) -> onnxruntime.InferenceSession:
        """This thread's session."""
        if not hasattr(self.local, "session"):
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            path = str(self.folder / "model.onnx")
            self.local.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return self.local.session

    def score(self, prompt: str, code: str) -> list[float]:
        """Log odds of "correct" of each line that is not blank, and of end of program."""
        before, after = self.manifest["prompt_template"].split("{statement}")
        lines = [line for line in code.split("\n") if line.strip()] + [self.manifest["end_of_program"]]
        texts = [before, prompt, after, *lines]
        encoded = [each.ids for each in self.tokenizer.encode_batch(texts, add_special_tokens=False)]
        ids = encoded[0] + encoded[1][: self.manifest["max_prompt_tokens"]] + encoded[2]
        ends = []
        for line in encoded[3:]:
            ids += [*line, self.separator]
            ends.append(len(ids) - 1)
        feed = {self.manifest["inputs"]["input_ids"]: np.array([ids[: self.manifest["max_tokens"]]], dtype=np.int64)}
        if cache := self.manifest.get("cache"):
            # The model could go on from an earlier prefix; a straightforward server reads every program whole.
            feed[cache["past"]] = np.zeros((0, cache["size"]), dtype=np.float32)
        (logits,) = self.session().run([self.manifest["output"]["name"]], feed)
        known = [end for end in ends if end < self.manifest["max_tokens"]]
        return (logits[0, known, 1] - logits[0, known, 0]).tolist()


def make_app(scorer: Scorer) -> FastAPI:
    """The service."""
    app = FastAPI()

    @app.post("/api/v1/score")
    def score(body: Body) -> dict[str, list[list[float]]]:
        done = [scorer.pool.submit(scorer.score, body.prompt, program.code) for program in body.programs]
        return {"programs": [each.result() for each in done]}

    return app


def main() -> None:
    """Serve a bundle on the loopback."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    app = make_app(Scorer(options.model, options.threads))
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning")


if __name__ == "__main__":
    main()
