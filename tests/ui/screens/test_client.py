"""The client speaks with a real server, and says in one way when there is none."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from tests.hall import PASSWORD, HandClock
from tests.ui.screens.conftest import Server
from ui.client import AWAY, STRANGE, HallClient, News


@pytest.fixture
def client(server: Server) -> Iterator[HallClient]:
    client = HallClient(server.url)
    yield client
    client.close()


def refusal(client: HallClient, *verb: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        getattr(client, verb[0])(*verb[1:])
    return caught.value


def test_a_ticket_goes_its_way(client: HallClient, hall: Hall, clock: HandClock) -> None:
    hall.issue("SC001")
    session = client.sign_in("clerk", PASSWORD, "3")
    assert (session.display_name, session.counter) == ("Clerk", "3")
    ticket = client.call_next("3", "a nonce")
    assert client.call_next("3", "a nonce") == ticket
    assert client.at_counter("3").current == ticket
    clock.move(seconds=15)
    assert client.step(ticket.id, "recall").calls == 2
    client.step(ticket.id, "start")
    assert client.step(ticket.id, "finish").state is State.FINISHED
    assert [call.number for call in client.board().calls] == [ticket.number]
    assert not client.close_counter("3", "午间休息").open
    assert client.open_counter("3").open
    client.sign_out()
    assert refusal(client, "at_counter", "3").code == "session.invalid"


def test_a_no_comes_in_the_language_of_the_screen(client: HallClient) -> None:
    chinese = refusal(client, "sign_in", "clerk", "wrong", "3")
    assert (chinese.code, chinese.values["message"]) == ("account.wrong", "用户名或密码不对。")
    client.language = "en"
    english = refusal(client, "sign_in", "clerk", "wrong", "3")
    assert english.values["message"] == "Wrong name or password."


def test_a_code_may_hold_anything(client: HallClient) -> None:
    client.sign_in("clerk", PASSWORD, "3")
    assert refusal(client, "at_counter", "窗口?x=1").code == "counter.unknown"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9", "http://[::", "nonsense", "ftp://127.0.0.1", ""]
)
def test_nobody_there(url: str) -> None:
    client = HallClient(url)
    assert refusal(client, "hall").code == AWAY
    client.close()


def test_signing_out_ends_the_session_here_in_any_case(client: HallClient, server: Server) -> None:
    client.sign_in("clerk", PASSWORD, "3")
    server.kill()
    assert refusal(client, "sign_out").code == AWAY
    assert client.token == ""


class Page(http.server.BaseHTTPRequestHandler):
    """A web server that is no hall."""

    def do_GET(self) -> None:
        self.send_response(502 if self.path.startswith("/broken") else 200)
        self.end_headers()
        self.wfile.write(b"<html>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def stranger() -> Iterator[str]:
    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["", "/broken"])
def test_somebody_else_there(stranger: str, path: str) -> None:
    client = HallClient(stranger + path)
    assert refusal(client, "hall").code == STRANGE
    client.close()


class Ears:
    """Counts news."""

    def __init__(self) -> None:
        self.heard = threading.Semaphore(0)
        self.lost = threading.Semaphore(0)

    def listen(self, url: str) -> News:
        news = News(url, lambda: self.heard.release(), lambda: self.lost.release())
        news.start()
        return news


def test_news_come_and_come_back(hall: Hall, server: Server) -> None:
    ears = Ears()
    news = ears.listen(server.url)
    assert ears.heard.acquire(timeout=30), "nothing when the stream opened"
    hall.issue("SC001")
    assert ears.heard.acquire(timeout=30), "nothing when something had changed"
    server.kill()
    assert ears.lost.acquire(timeout=30)
    while ears.heard.acquire(blocking=False):
        pass
    server.start()
    assert ears.heard.acquire(timeout=30), "nothing after the server had come back"
    news.stop()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://[::"])
def test_news_of_nobody_can_be_stopped(url: str) -> None:
    ears = Ears()
    news = ears.listen(url)
    assert ears.lost.acquire(timeout=30)
    news.stop()
    assert not ears.heard.acquire(blocking=False)


@pytest.mark.parametrize("path", ["", "/broken"])
def test_news_of_somebody_else(stranger: str, path: str) -> None:
    ears = Ears()
    news = ears.listen(stranger + path)
    assert ears.lost.acquire(timeout=30)
    news.stop()
