"""What every test may ask for: one fixed environment, a real PostgreSQL, a real Chromium.

The environment is fixed here, before any window opens: off-screen, software drawing, no scaling,
UTC, no proxy, and none of a developer's own KIOSK_ settings. In CI nothing may be skipped.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.postgres import PostgresServer, postgres_programs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request
    from PySide6.QtGui import QGuiApplication

PATIENCE_MS = 60_000
"""What a browser may take on a busy machine; it waits no longer than it must."""
IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}


def pin_environment() -> None:
    for name in list(os.environ):
        if name.startswith("KIOSK_") or name.lower().endswith("_proxy"):
            del os.environ[name]
    os.environ |= {
        "LC_ALL": "C.UTF-8",  # Qt warns about any other encoding, and a warning fails a test
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "QT_SCALE_FACTOR": "1",
        "TZ": "UTC",
    }
    time.tzset()


pin_environment()
# The same examples on every machine and every day, however slow: a new one that fails is looked for
# with --hypothesis-profile=search, and stands as an @example when it is found.
SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile(
    "gate", deadline=None, derandomize=True, suppress_health_check=SLOW
)
hypothesis.settings.register_profile(
    "search", deadline=None, print_blob=True, max_examples=2000, suppress_health_check=SLOW
)
hypothesis.settings.load_profile("gate")


# --- In CI a skip or an expected failure is a failure ---


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if IN_CI and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped in CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if IN_CI and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped in CI: {report.longrepr}"
    return report


# --- The environment ---


def pytest_collection_finish() -> None:
    """What has been read in stays to the end, and no collection of garbage looks at it again: with
    all tests that are some hundred thousand objects, and a collection after each test of a window.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test ever sees the hall, the settings or the run-time folder of who runs it."""
    home = tmp_path_factory.mktemp("xdg")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "RUNTIME", "STATE"):
            folder = home / name.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(f"XDG_{name}_{'DIR' if name == 'RUNTIME' else 'HOME'}", str(folder))
        yield home


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """pytest-qt makes the application that our programs make: Qt Quick needs no widgets."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication


@pytest.fixture(autouse=True)
def garbage_stays_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with windows also runs servers, whose threads would collect its dead Qt objects; those
    must die on the thread that made them."""
    if not {"ui", "e2e"} & set(request.path.parts):
        yield
        return
    gc.disable()
    yield
    no_object_has_a_class_of_its_own()
    gc.collect()
    gc.enable()


def no_object_has_a_class_of_its_own() -> None:
    """PySide gives an object its own QMetaObject when a signal is connected to a method of it that
    is no slot, and frees it with the object; QML remembers classes by their address, and takes the
    next object there for one of the old class. Hence every such method is a `@Slot`."""
    import shiboken6

    for thing in shiboken6.getAllValidWrappers():
        assert "__METAOBJECT__" not in getattr(thing, "__dict__", {}), f"{thing}: a slot is no Slot"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


# --- PostgreSQL ---


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL, one for each test process, made for the first test that asks for it."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: `make test` installs Debian's")
    with tempfile.TemporaryDirectory(prefix="yichuang-pg-") as folder:
        server = PostgresServer(Path(folder), programs)
        server.initialise()
        server.start()
        yield server
        server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty database for one test, as SQLAlchemy names it."""
    name = postgres_server.create_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


# --- Chromium ---


def chromium_path() -> str | None:
    """A Chromium that runs; Ubuntu's `chromium-browser` may be a stub that only names its snap."""
    for name in ("chromium", "chromium-browser"):
        path = shutil.which(name)
        if path is None:
            continue
        said = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
        if said.stdout.startswith(b"Chromium "):
            return path
    return None


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless. Not for the session: while Playwright's plain interface is
    open, `asyncio.run` fails in this thread, also in tests that have nothing to do with it."""
    from playwright.sync_api import expect, sync_playwright

    path = chromium_path()
    if path is None:
        pytest.skip("no working Chromium here: `make test` installs Debian's")
    quiet = ["background-networking", "component-update", "gpu", "quic", "sync"]
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            timeout=PATIENCE_MS,
            args=["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone's page; a script error, a console warning or a request to elsewhere is a failure."""
    faults: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            faults.append(f"console {said.type}: {said.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:", "blob:", "data:")):
            faults.append(f"asks elsewhere: {request.url}")

    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("request", asked)
    yield page
    context.close()
    assert not faults, "\n".join(faults)
