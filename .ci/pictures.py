"""Takes the pictures of both READMEs anew from a sample hall at work: `make pictures`.

The hall lives through three days of people and clerks (`kiosk.demo`) and most of a fourth. Then its
windows, its paper and its pages are looked at, in Chinese and in English, each in a copy of that
hall, whose clock stands: all pictures show one moment. Real windows, real touches, real Chromium.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab
from PySide6.QtCore import Qt

from kiosk import config, log, setup
from kiosk.demo.clerks import clerks
from kiosk.demo.pace import Leaping
from kiosk.demo.plan import Plan, plan
from kiosk.demo.play import Play
from kiosk.hall import Hall, open_hall
from kiosk.staff import Role
from kiosk.web.serve import serving
from kiosk.words import words
from ui.board import open_board
from ui.console import open_console
from ui.hands import SECONDS, Hands
from ui.slip import open_slip
from ui.touch import open_touch
from ui.touch.flow import Page

OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
ZONE = ZoneInfo("Asia/Shanghai")
DAYS = tuple(datetime(2026, 11, day, 8, 50, tzinfo=ZONE) for day in (20, 23, 24, 25))
"""Ten minutes before each opens; the pictures are of the last, a Wednesday."""
SO_FAR = timedelta(hours=6, minutes=20)
"""From there to the moment of the pictures, when the hall is full."""
POPULAR = """
GA001 GA002 GA003 MZ001 RS001 RS003 SC001 SC002 SC005 SW001 SW002 WJ001 YB001 YB003 ZR001 ZR002
"""
"""What people come for; the plan of a day alone takes the catalogue in the order of its codes."""
SERVICE, COUNTER = "ZR001", "9"
LETTERS = {"zh": "GH", "en": "PROP"}
CLERK = {"zh": "王芳", "en": "Wang Fang"}
CHIEF = {"zh": "赵敏", "en": "Zhao Min"}
SCREEN = {"zh": "东门触摸屏", "en": "Touch screen, east door"}
PASSWORD = "only for the pictures"  # noqa: S105 - the hall lives for a minute
WHAT_IF = "day=2026-11-24&count=1&like=9&ask=try"
SETTINGS = """
[look]
[[look.honours]]
text = "本月服务之星：王芳（9 号窗口）"
text_en = "Star of service this month: Wang Fang (counter 9)"

[voice]
engine = "silent"
"""


class Unfinished(Leaping):
    """A clock that leaps, but not past `end`."""

    end: datetime | None = None

    def wait_until(self, moment: datetime) -> bool:
        """False, and no leap, if that is past the end."""
        return (self.end is None or moment <= self.end) and super().wait_until(moment)


def live(folder: Path) -> Unfinished:
    """Make the hall and let it live up to the moment of the pictures; its clock."""
    clock = Unfinished(DAYS[0])
    setup.init(folder, clock)
    settings = folder / config.FILE
    written = settings.read_text("utf-8")
    # Only the papers of the last day are looked at.
    settings.write_text(written.partition("[[printers]]")[0], "utf-8")
    with open_hall(folder, clock) as hall:
        actors = clerks(hall, _planned(hall, DAYS[0]))
        for day in DAYS[:-1]:
            clock.wait_until(day)
            Play(hall, _planned(hall, day), actors, clock).run()
    settings.write_text(written + SETTINGS, "utf-8")
    with open_hall(folder, clock) as hall:
        clock.wait_until(DAYS[-1])
        clock.end = DAYS[-1] + SO_FAR

        def tell(what: str, values: Mapping[str, object]) -> None:
            if what == "took":
                (job,) = hall.jobs_of(hall.ticket_of_number(str(values["number"])).id)
                hall.settle(job.id)

        Play(hall, _planned(hall, DAYS[-1]), actors, clock, tell).run()
        if (left := hall.at_counter(COUNTER).current) is not None:
            hall.finish(left.id, actors[COUNTER])
    return clock


def _planned(hall: Hall, day: datetime) -> Plan:
    with hall.ground.read() as work:
        floor = work.floor
    popular = frozenset(POPULAR.split())
    serves = {code: services & popular for code, services in floor.serves.items()}
    return plan(floor.catalogue, tuple(floor.counters.values()), serves, seed=day.day)


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks at a hall in `language` and keeps the pictures in `out`."""

    hall: Hall
    clock: Unfinished
    url: str
    language: str
    out: Path

    def say(self, key: str, **values: object) -> str:
        """A phrase as it stands on the screen."""
        return words().say(key, self.language, **values)

    def keep(self, name: str, width: int, take: Callable[[Path], object]) -> None:
        """Shrink what `take` leaves in a file to `width` pixels and 256 colours: a README is to be
        light."""
        self.out.mkdir(parents=True, exist_ok=True)
        raw = self.hall.ground.folder / f"{name}.png"
        take(raw)
        with Image.open(raw) as image:
            size = (width, round(image.height * width / image.width))
            small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        # No colour is off by more than a dozen of 255, at a third of the size.
        few = small.quantize(
            256, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
        )
        few.save(self.out / f"{name}.png", optimize=True)
        print(f"  {self.language} {name}", flush=True)

    def touch_screen(self) -> str:
        """Somebody finds a service and takes a number; the page behind its code."""
        touch = open_touch(self.hall, motion=False, clock=self.clock)
        with closing(touch):
            hands = Hands(touch.window)

            def comes(page: Page) -> None:
                self.until(hands, lambda: touch.screen.visit.place.page is page)
                self.until(hands, lambda: touch.window.property("settled") is True)

            def speak() -> None:
                if self.language != "zh":
                    hands.tap(words().say(f"touch.language.{self.language}", "zh"))
                hands.find(self.say("touch.home.ask"))

            def photograph(name: str) -> None:
                self.keep(name, 480, hands.photograph)

            comes(Page.HOME)
            speak()
            photograph("home")
            hands.tap(self.say("touch.home.search"))
            comes(Page.SEARCH)
            self.until(hands, lambda: touch.screen.finding.ready)
            for letter in LETTERS[self.language]:
                hands.tap(letter)
            service = self.hall.catalogue().services[SERVICE].title(self.language)
            hands.find(service)
            photograph("search")
            hands.tap(service)
            comes(Page.CONFIRM)
            photograph("confirm")
            take = self.say("touch.confirm.take")
            if not hands.sees(take):  # two sides, the papers on the second
                papers = len(self.hall.catalogue().services[SERVICE].materials)
                hands.tap(self.say("touch.confirm.read", count=papers))
            hands.tap(take)
            comes(Page.TICKET)
            out = "touch.paper_state.printed"
            hands.find(f"{self.say(out)} {self.say(out + '_hint')}")
            photograph("ticket")
            issued = touch.screen.visit.wish.issued
            assert issued is not None
            touch.screen.leave()
            comes(Page.HOME)
            speak()
            for mode in ("large", "contrast"):
                hands.tap(self.say(f"touch.modes.{mode}"))
            comes(Page.HOME)
            photograph("contrast")
            hands.tap(self.say("touch.help.button"))
            self.until(hands, lambda: bool(self.hall.help_calls()))
            return self.url + urlsplit(issued.status_url).path

    def paper(self) -> None:
        """What the printer gave to that person."""
        receipts = self.hall.ground.folder / "receipts"
        slip = open_slip(receipts, language=self.language, size=(480, 853), motion=False)
        with closing(slip):
            hands = Hands(slip.window)
            hands.rest(0.5)
            self.keep("paper", 480, hands.photograph)

    def counter(self) -> None:
        """A clerk calls the next, and the board says so."""
        console = open_console(
            self.url, COUNTER, name="wang", password=PASSWORD, language=self.language,
            motion=False, clock=self.clock,
        )  # fmt: skip
        board = open_board(self.url, motion=False, clock=self.clock)
        with closing(console), closing(board):
            hands = Hands(console.window)
            hands.find(self.say("console.verb.next"))
            hands.key(Qt.Key.Key_F1)
            self.until(hands, lambda: self.hall.at_counter(COUNTER).current is not None)
            called = self.hall.at_counter(COUNTER).current
            assert called is not None
            hands.find(called.number)
            hands.find(
                self.say("console.paper.printed")
            )  # what else is known of it comes with this
            self.keep("console", 480, hands.photograph)
            hands = Hands(board.window)
            hands.find(words().say("board.call.please", "zh", number=called.number, code=COUNTER))
            hands.rest(1.0)
            if self.language == "zh":  # it speaks both
                self.keep("board", 960, hands.photograph)

    def until(self, hands: Hands, true: Callable[[], bool]) -> None:
        """Let the window run until it is so."""
        if not hands.until(true):
            raise TimeoutError(f"not so within {SECONDS:g} s")

    # In a browser

    def pages(self, browser: Browser, status: str) -> None:
        """The phone of who took the number, the enquiry desk, the office."""
        locale = {"zh": "zh-CN", "en": "en-GB"}[self.language]
        phone = browser.new_page(
            locale=locale, device_scale_factor=2, viewport={"width": 400, "height": 711}
        )
        phone.goto(status)
        self.keep("phone", 480, partial(_screenshot, phone))
        for name, picture, address, there in (
            ("wang", "desk", "/desk", "main"),
            ("zhao", "office", f"/office/whatif?{WHAT_IF}", "form.question"),
        ):
            tab = browser.new_page(
                locale=locale, device_scale_factor=2, viewport={"width": 1180, "height": 960}
            )
            tab.goto(f"{self.url}/sign-in")
            tab.fill("[name=name]", name)
            tab.fill("[name=password]", PASSWORD)
            tab.click("main button")
            tab.wait_for_url(lambda url: "/sign-in" not in url)
            tab.goto(self.url + address)
            tab.wait_for_selector(there)  # the office says that it is working, and asks again
            self.keep(picture, 960, partial(_screenshot, tab))


def _screenshot(page: Tab, file: Path) -> None:
    page.screenshot(path=file)


def main() -> None:
    """One life of the hall, and a look at it in each language."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is missing: see what `.ci/setup test` says of it")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pictures-")))
        clock = live(folder / "hall")
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language, out in (("zh", OUT), ("en", OUT / "en")):
            copy = shutil.copytree(folder / "hall", folder / language)
            with (copy / config.FILE).open("a", encoding="utf-8") as settings:
                settings.write(f'\n[screen]\nname = "{SCREEN[language]}"\n')
            with open_hall(copy, clock) as hall, serving(hall) as url:
                hall.ground.waits.learn()
                hall.add_account("wang", CLERK[language], Role.CLERK, PASSWORD, None)
                hall.add_account("zhao", CHIEF[language], Role.SUPERVISOR, PASSWORD, None)
                eyes = Eyes(hall, clock, url, language, out)
                status = eyes.touch_screen()
                eyes.paper()
                eyes.counter()
                eyes.pages(browser, status)
        browser.close()


if __name__ == "__main__":
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "QT_SCALE_FACTOR": "1",
    }
    log.structure()
    main()
