import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from linewise_prm import score_client
from linewise_prm.score_client import ScoreClient, text_of
from linewise_prm.trl_rewards import line_reward
from linewise_prm.verl_rewards import compute_score_batch, place_on_tokens, token_ends, token_rewards


class Service(ThreadingHTTPServer):
    """Scores a line by its length, and a program by its lines; says 503 as often as it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.busy, self.requests = 0, []


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, dict(self.headers), body))
        if self.server.busy > 0:
            self.server.busy -= 1
            return self.answer(503, {"error": {"message": "busy"}}, {"Retry-After": "0"})
        if body["programs"][0].get("response") == "bad":
            return self.answer(400, {"error": {"message": "no program"}})
        return self.answer(200, {"programs": [scored(program["response"]) for program in body["programs"]]})

    def answer(self, status, body, headers=None):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def scored(response):
    lines, start = [], 0
    for number, text in enumerate(response.split("\n"), 1):
        reward = len(text) or None
        lines.append({"line": number, "start": start, "end": start + len(text), "score": reward, "reward": reward})
        start += len(text) + 1
    total = sum(line["reward"] or 0 for line in lines) + 100
    end = {"score": 1, "reward": 100}
    return {"lines": lines, "end_of_program": end, "aggregate": None if response == "" else 0.5, "reward": total}


@pytest.fixture
def service():
    server = Service()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def client(service):
    return ScoreClient(f"http://127.0.0.1:{service.server_port}", "a-token-of-length", patience_s=5)


def test_order_is_kept_over_several_requests(client, service, monkeypatch):
    monkeypatch.setattr(score_client, "MAX_PROGRAMS", 2)
    programs = [{"response": "x" * length} for length in range(1, 6)]
    assert [program["reward"] - 100 for program in client.score(programs)] == [1, 2, 3, 4, 5]
    assert [len(body["programs"]) for _, _, body in service.requests] == [2, 2, 1]
    assert service.requests[0][1]["Authorization"] == "Bearer a-token-of-length"


def test_long_programs_go_alone(client, service, monkeypatch):
    monkeypatch.setattr(score_client, "MAX_CHARACTERS", 10)
    client.score([{"response": "x" * length} for length in (4, 4, 4, 30, 1)])
    assert [len(body["programs"]) for _, _, body in service.requests] == [2, 1, 1, 1]


def test_a_busy_service_is_asked_again(client, service):
    service.busy = 2
    assert len(client.score([{"response": "x"}])) == 1
    assert len(service.requests) == 3


def test_a_refused_request_is_not_repeated(client, service):
    with pytest.raises(ValueError, match="no program"):
        client.score([{"response": "bad"}])
    assert len(service.requests) == 1


def test_a_service_that_stays_busy_is_given_up(client, service):
    service.busy = 10**6
    client.patience_s = 0.2
    with pytest.raises(TimeoutError):
        client.score([{"response": "x"}])


@pytest.mark.parametrize(("options", "wanted"), [({}, [0.5, 0.0]), ({"credit": "sum"}, [105.0, 100.0])])
def test_trl_rewards_of_texts_and_chats(client, service, options, wanted):
    reward = line_reward(client, **options)
    chat = [{"role": "user", "content": "p"}]
    completions = [[{"role": "assistant", "content": "ab\nxyz"}], [{"role": "assistant", "content": ""}]]
    assert reward(prompts=[chat, chat], completions=completions, trainer_state=None) == wanted
    assert reward(prompts=["p", "p"], completions=["ab\nxyz", ""]) == wanted
    assert service.requests[0][2]["programs"] == service.requests[1][2]["programs"]
    assert reward.__name__ == "linewise_reward"


def test_verl_batch(client, service):
    infos = [{"question": "q"}, None]
    assert compute_score_batch(["s", "s"], ["ab", "c"], ["", ""], infos, client, credit="min") == [102.0, 101.0]
    assert [program["prompt"] for program in service.requests[0][2]["programs"]] == ["q", ""]


def decode(ids):
    return bytes(ids).decode(errors="replace")


@pytest.mark.parametrize(
    "text", ["", "ab\n\ncde", "é😀\nx = '😀'\n", "a long line of text that is more than a window\nb"]
)
def test_token_ends_are_those_of_the_whole_text(text):
    ids = list(text.encode())
    ends = token_ends(ids, decode)
    assert len(ends) == len(ids)
    assert ends == [len(bytes(ids[: end + 1]).decode(errors="ignore")) for end in range(len(ids))]


def test_a_lines_reward_stands_on_the_token_that_ends_it(client):
    text = "ab\n\n😀e"
    (rewards,) = token_rewards(["p"], [list(text.encode())], decode, client)
    assert rewards == [0, 2, 0, 0, 0, 0, 0, 0, 102]


def test_a_token_over_two_lines_gets_both():
    assert place_on_tokens(scored("a\nb\nc"), [3, 5]) == [2.0, 101.0]
    assert place_on_tokens(scored(""), []) == []


def test_the_text_of_a_chat_is_its_last_message():
    parts = [{"type": "text", "text": "x"}, {"type": "image"}]
    assert text_of([{"content": "a"}, {"content": parts}]) == "x"
