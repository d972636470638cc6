"""What is told before a number is taken: the papers and what they mean, or why there is none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.hall import Hall
from kiosk.opening import opening
from kiosk.queue.tickets import CounterKind
from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES
from tests.hall import ZONE, staff_of
from ui.touch import before, views
from ui.touch.flow import Place
from ui.touch.outlooks import outlook


def confirm(hall: Hall, service: str, *brought: str, language: str = "zh") -> views.Shown:
    return before.confirm(hall.outlook(service), hall.catalogue(), frozenset(brought), language)


def test_papers_are_marked_and_only_what_one_must_bring_is_asked_for(hall: Hall) -> None:
    shown = confirm(hall, "SC001")
    papers = shown["papers"]
    assert [paper["kind"] for paper in papers] == ["required", "shared", "later"]
    assert [paper["text"] for paper in papers] == [
        "表格由窗口提供",
        "数据共享，不用带",
        "可承诺后补 · 自备 · 可用场所使用承诺代替",
    ]
    # The counter has the form, and the identity card is looked up.
    assert [paper["asked"] for paper in papers] == [False, False, True]
    assert (shown["fee"], shown["promised"], shown["legal"]) == (
        "不收费",
        "当场办结",
        "3 个工作日",
    )
    assert [each["text"] for each in shown["ways"]] == ["可以在网上办", "可以预约"]


def test_all_that_is_told_before_a_number_is_in_english_for_who_reads_it(hall: Hall) -> None:
    """Of every service: papers, notes, fees and hints, with no word of Chinese (R20)."""
    for service in hall.catalogue().services:
        shown = confirm(hall, service, language="en")
        del shown["title"], shown["icon"]
        for paper in shown["papers"]:
            # By its Chinese name it is known, whatever is shown.
            del paper["key"]
        told = json.dumps(shown, ensure_ascii=False)
        assert not re.search("[一-鿿]", told), told
        assert shown["remark"] == ""


def test_what_a_hall_has_not_translated_stands_in_chinese_and_says_why(hall: Hall) -> None:
    preview = hall.outlook("SC001")
    plain = preview.service.model_copy(
        update={
            "materials": tuple(
                each.model_copy(update={"name_en": ""}) for each in preview.service.materials
            )
        }
    )
    shown = before.confirm(replace(preview, service=plain), hall.catalogue(), frozenset(), "en")
    assert shown["papers"][0]["name"] == "个体工商户登记申请书"
    assert "Chinese" in shown["remark"]
    chinese = before.confirm(replace(preview, service=plain), hall.catalogue(), frozenset(), "zh")
    assert chinese["remark"] == ""


def test_a_paper_that_is_at_hand_stays_so_in_another_language(hall: Hall) -> None:
    shown = confirm(hall, "SC001", "经营场所使用证明", language="en")
    (later,) = [paper for paper in shown["papers"] if paper["kind"] == "later"]
    assert later["name"] == "Proof of right to use the business premises"
    assert later["key"] == "经营场所使用证明"
    assert later["brought"]


def test_what_is_at_hand_is_judged_as_the_counter_would(hall: Hall) -> None:
    service = hall.catalogue().services["YJ001"]
    asked = [each for each in service.materials if not each.exempt_by_sharing]
    required = [each.name for each in asked if each.required and each.carried]
    may_follow = [each.name for each in asked if not each.required]
    assert required
    assert may_follow
    nothing = confirm(hall, "YJ001")["verdict"]
    assert (nothing["kind"], nothing["title"]) == ("plain", "请准备这些材料")
    lacking = confirm(hall, "YJ001", *may_follow)["verdict"]
    assert lacking["kind"] == "warn"
    assert lacking["title"] == f"还缺 {len(required)} 样必要材料"
    later = confirm(hall, "YJ001", *required)["verdict"]
    assert later["title"] == f"还缺 {len(may_follow)} 样容缺材料"
    assert "承诺" in later["text"]
    complete = confirm(hall, "YJ001", *required, *may_follow)["verdict"]
    assert (complete["kind"], complete["title"]) == ("good", "材料齐了，请取号")


def test_what_may_follow_must_be_there_where_no_deferral_is_granted(hall: Hall) -> None:
    preview = hall.outlook("YJ001")
    required = frozenset(each.name for each in preview.service.materials if each.required)
    strict = preview.service.model_copy(update={"tolerance_acceptance": False})
    found = before.confirm(
        type(preview)(
            **{name: getattr(preview, name) for name in preview.__slots__} | {"service": strict}
        ),
        hall.catalogue(),
        required,
        "zh",
    )
    assert found["verdict"]["kind"] == "warn"


def trouble(hall: Hall, refusal: Refusal, service: str, language: str) -> views.Shown:
    seen = outlook(hall, Place(service=service))
    return before.trouble(refusal, seen, hall.catalogue(), hall.settings, language)


def test_no_open_counter_leads_to_the_enquiry_desk_and_names_the_others(hall: Hall) -> None:
    for code in ("11", "12"):
        hall.close_counter(code, staff_of(hall).admin, "lunch")
    seen = outlook(hall, Place(service="GA002"))
    assert seen.refusal is not None
    shown = trouble(hall, seen.refusal, "GA002", "en")
    assert not shown["again"]
    assert "ID card renewal or replacement" in shown["text"]
    assert shown["ways"][0]["act"] == "enquiry"
    assert "11, 12" in shown["ways"][1]["text"]
    assert [way["icon"] for way in shown["ways"]] == ["help", "counter", "calendar", "call"]


def test_without_an_enquiry_desk_the_staff_are_named_instead(hall: Hall) -> None:
    for counter in hall.counters():
        if counter.open and counter.code in {"0", "11", "12"}:
            hall.close_counter(counter.code, staff_of(hall).admin, "lunch")
    seen = outlook(hall, Place(service="GA002"))
    assert seen.refusal is not None
    shown = trouble(hall, seen.refusal, "GA002", "zh")
    assert [way["act"] for way in shown["ways"] if way["act"]] == []
    assert shown["ways"][0]["icon"] == "person"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("at", "title", "when"),
    [
        ((2026, 2, 16, 10), "holiday", "24"),
        ((2026, 3, 2, 12, 30), "lunch", "14:00"),
        ((2026, 3, 2, 8), "before", "09:00"),
        ((2026, 3, 2, 18), "after", "09:00"),
        ((2026, 3, 1, 10), "closed", "09:00"),
    ],
)
def test_a_hall_that_is_shut_says_why_and_when_it_opens(
    hall: Hall, at: tuple[int, ...], title: str, when: str, language: str
) -> None:
    from kiosk.hours import Hours

    week = ("monday", "tuesday", "wednesday", "thursday", "friday")
    hours = Hours.model_validate({day: ["09:00-12:00", "14:00-17:00"] for day in week})
    stands = opening(hours, datetime(*at, tzinfo=ZONE))  # type: ignore[arg-type,misc]
    shown = trouble(hall, Refusal("hall.closed", opening=stands), "GA002", language)
    assert shown["title"] == views.say(f"trouble.shut_{title}_title", language)
    assert when in shown["text"]
    assert not shown["again"]
    # Nobody is there to be asked.
    assert not {way["icon"] for way in shown["ways"]} & {"help", "person"}


def test_a_day_that_is_full_says_how_many_there_were_and_offers_the_desk(hall: Hall) -> None:
    instead = hall.outlook("GA002").instead
    refusal = Refusal("group.full", group="E", quota=60, instead=instead)
    shown = trouble(hall, refusal, "GA002", "zh")
    assert "60" in shown["text"]
    assert shown["ways"][0]["act"] == "enquiry"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code", ["database.full", "system.trouble", "touch.slow", "service.unknown"]
)
def test_any_other_trouble_is_calm_and_can_be_tried_again(
    hall: Hall, code: str, language: str
) -> None:
    shown = trouble(hall, Refusal(code), "GA002", language)
    assert shown["again"]
    assert shown["title"]
    assert code not in shown["title"] + shown["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("desk", ["enquiry", "unresolved"])
def test_a_desk_says_what_it_is_for_and_how_many_wait(hall: Hall, desk: str, language: str) -> None:
    hall.issue_at_desk(CounterKind.ENQUIRY)
    seen = outlook(hall, Place(desk=desk))
    assert not hasattr(seen, "service")
    shown = before.desk(seen, language)
    assert shown["desk"] == desk
    assert shown["counters"]
    assert shown["ahead"].startswith("1" if desk == "enquiry" else "0")
