"""The service catalogue: the sample is whole, and a bad file is refused with every fault."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kiosk import catalogue_file
from kiosk.catalogue_file import CatalogueRefused
from kiosk.refusal import Refusal
from kiosk.words import words

Raw = dict[str, Any]
SEED = Path(str(files("data") / "seeds" / "catalogue.json"))


@pytest.fixture
def raw() -> Raw:
    """The sample, as it stands in the file, to be spoilt."""
    found: Raw = json.loads(SEED.read_text(encoding="utf-8"))
    return found


def faults(raw: object) -> list[str]:
    with pytest.raises(CatalogueRefused) as no:
        catalogue_file.check(raw)
    assert no.value.code == "catalogue.faulty"
    assert no.value.values["count"] == len(no.value.faults)
    said = words()
    return [f"{fault.place}: {fault.say(said, 'en')}" for fault in no.value.faults]


def places(raw: object) -> list[str]:
    return [fault.partition(": ")[0] for fault in faults(raw)]


def test_the_sample_is_whole() -> None:
    sample = catalogue_file.read(SEED)
    assert len(sample.services) == 66
    assert len(sample.bundles) == 6
    assert len(sample.departments) == 20
    assert "样例" in sample.meta.disclaimer
    for service in sample.services.values():
        assert service.name_en
        assert sample.theme_title(service.theme, "en") != service.theme
        assert sample.groups[service.window_group].prefix not in "IO"


def test_the_file_of_the_founders_is_accepted_too(raw: Raw, tmp_path: Path) -> None:
    """Without the English names of the themes, which came later."""
    del raw["themes_en"]
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    read = catalogue_file.read(file)
    assert read.themes_en == {}
    assert read.theme_title("开办企业", "en") == "开办企业"


def item(raw: Raw, n: int = 0) -> Raw:
    found: Raw = raw["items"][n]
    return found


# --- Faults of form ---


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda raw: raw.pop("items"), "items"),
        (lambda raw: raw.update(items=[]), "items"),
        (lambda raw: raw.update(extra=1), "extra"),
        (lambda raw: raw["meta"].update(as_of="soon"), "meta.as_of"),
        (lambda raw: item(raw, 3).pop("name"), "items[3] SC004.name"),
        (lambda raw: item(raw, 3).update(name=""), "items[3] SC004.name"),
        (lambda raw: item(raw, 3).update(name="长" * 81), "items[3] SC004.name"),
        (lambda raw: item(raw).update(state="maybe"), "items[0] SC001.state"),
        (lambda raw: item(raw).update(nmae="x"), "items[0] SC001.nmae"),
        (lambda raw: item(raw).update(id="sc-1"), "items[0] sc-1.id"),
        (lambda raw: item(raw).update(avg_service_minutes=0), "items[0] SC001.avg_service_minutes"),
        (
            lambda raw: item(raw)["promised_time"].update(unit="周"),
            "items[0] SC001.promised_time.unit",
        ),
        (
            lambda raw: item(raw)["legal_time"].update(value=-1),
            "items[0] SC001.legal_time.value",
        ),
        (lambda raw: item(raw)["legal_time"].update(unit=None), "items[0] SC001.legal_time"),
        (
            lambda raw: item(raw)["materials"][1].update(necessity="可选"),
            "items[0] SC001.materials[1].necessity",
        ),
        (lambda raw: raw["window_groups"][0].update(prefix="I"), "window_groups[0] I.prefix"),
        (lambda raw: raw["window_groups"][0].update(prefix="O"), "window_groups[0] O.prefix"),
        (lambda raw: raw["bundles"][0].update(items=[]), "bundles[0] PKG01.items"),
    ],
)
def test_a_fault_of_form_is_named_with_its_place(
    raw: Raw, spoil: Callable[[Raw], object], place: str
) -> None:
    spoil(raw)
    assert place in places(raw)


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        # Such a character would be a command to the printer, and no paper would come out.
        (lambda raw: item(raw).update(name="个体\x1b登记"), "items[0] SC001.name"),
        (lambda raw: item(raw).update(name="个体\n登记"), "items[0] SC001.name"),
        (lambda raw: item(raw).update(name_en="Sole\ttrader"), "items[0] SC001.name_en"),
        (lambda raw: raw["window_groups"][1].update(name="综合\x00"), "window_groups[1] B.name"),
        (lambda raw: item(raw).update(name="个体\ud800"), "items[0] SC001.name"),
        # What the tables have no room for.
        (lambda raw: item(raw).update(name_en="x" * 161), "items[0] SC001.name_en"),
        (lambda raw: raw["departments"][0].update(code="1" * 17), "departments[0] SC.code"),
        (
            lambda raw: item(raw)["materials"][0].update(note="x" * 401),
            "items[0] SC001.materials[0].note",
        ),
        (
            lambda raw: item(raw)["materials"][0].update(form="x" * 81),
            "items[0] SC001.materials[0].form",
        ),
        (
            lambda raw: item(raw).update(time_cut_ratio=float("nan")),
            "items[0] SC001.time_cut_ratio",
        ),
    ],
)
def test_what_could_not_be_kept_or_printed_is_refused(
    raw: Raw, spoil: Callable[[Raw], object], place: str
) -> None:
    spoil(raw)
    assert place in places(raw)


@pytest.mark.parametrize("nothing", [None, [], "catalogue", 5, {}])
def test_what_is_no_catalogue_at_all(nothing: object) -> None:
    assert faults(nothing)


# --- Faults of sense ---


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (
            lambda raw: item(raw).update(window_group="Z"),
            "items[0] SC001.window_group: no window group Z",
        ),
        (
            lambda raw: item(raw).update(department="XX"),
            "items[0] SC001.department: no department XX",
        ),
        (lambda raw: item(raw).update(theme="开店"), "items[0] SC001.theme: no theme 开店"),
        (
            lambda raw: raw["departments"][2].update(default_group="Z"),
            "departments[2] RS.default_group: no window group Z",
        ),
        (lambda raw: item(raw, 1).update(id="SC001"), "items[1].id: SC001 stands twice"),
        (lambda raw: raw["themes"].append(raw["themes"][0]), "themes[22]: 交通出行 stands twice"),
        (
            lambda raw: raw["window_groups"][1].update(prefix="A"),
            "window_groups[1].prefix: A stands twice",
        ),
        (
            lambda raw: item(raw)["materials"].append(copy.deepcopy(item(raw)["materials"][0])),
            "items[0] SC001.materials[3]: 个体工商户登记申请书 stands twice",
        ),
        (
            lambda raw: raw["bundles"][0]["items"].append("XX001"),
            "bundles[0] PKG01.items: no service XX001 in use",
        ),
        (
            lambda raw: item(raw).update(state="停用"),
            "bundles[0] PKG01.items: no service SC001 in use",
        ),
        (
            lambda raw: item(raw).update(promised_time={"value": None, "unit": None}),
            "items[0] SC001.promised_time: a service promises a time",
        ),
    ],
)
def test_what_does_not_fit_together_is_named_with_its_place(
    raw: Raw, spoil: Callable[[Raw], object], fault: str
) -> None:
    spoil(raw)
    assert fault in faults(raw)


@pytest.mark.parametrize(
    ("promised", "legal"),
    [
        ((4, "工作日"), (3, "工作日")),
        ((6, "工作日"), (7, "自然日")),
        ((8, "自然日"), (5, "工作日")),
        ((23, "工作日"), (1, "月")),
        ((1, "月"), (20, "工作日")),
        ((32, "自然日"), (1, "月")),
        ((2, "月"), (45, "自然日")),
        ((1, "工作日"), (0, "即时")),
        ((1, "月"), (0, "即时")),
    ],
)
def test_a_promise_beyond_the_law_is_refused_in_any_mix_of_units(
    raw: Raw, promised: tuple[int, str], legal: tuple[int, str]
) -> None:
    """R42."""
    item(raw, 2).update(
        promised_time={"value": promised[0], "unit": promised[1]},
        legal_time={"value": legal[0], "unit": legal[1]},
    )
    [fault] = faults(raw)
    assert fault == (
        "items[2] SC003.promised_time: "
        f"promised {promised[0]} {promised[1]} is longer than the legal {legal[0]} {legal[1]}"
    )


def test_where_no_law_sets_a_time_any_promise_will_do(raw: Raw) -> None:
    item(raw).update(
        promised_time={"value": 300, "unit": "工作日"}, legal_time={"value": None, "unit": None}
    )
    assert catalogue_file.check(raw).services["SC001"].promised_time.value == 300


def test_all_faults_are_told_at_once(raw: Raw) -> None:
    """One round of mending is enough, whether a fault is one of form or of sense."""
    item(raw, 0).update(window_group="Z")
    item(raw, 1).update(theme="开店")
    item(raw, 2).pop("result")
    item(raw, 3).update(promised_time={"value": 9, "unit": "月"})
    raw["bundles"][1]["items"].append("XX001")
    assert set(places(raw)) == {
        "items[0] SC001.window_group",
        "items[1] SC002.theme",
        "items[2] SC003.result",
        "items[3] SC004.promised_time",
        "bundles[1] PKG02.items",
    }


# --- Files ---


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(Refusal) as no:
            catalogue_file.read(path)
        assert no.value.code == "file.unreadable"
        assert no.value.values["path"] == path


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "line 1 column 1"),
        (b'{"meta": 1,\n  oops}', "line 2 column 3"),
        ("事项".encode("gb18030"), "byte 0"),
        (b"[" * 100_000, "file"),
    ],
)
def test_a_file_that_is_no_json(tmp_path: Path, content: bytes, place: str) -> None:
    file = tmp_path / "catalogue.json"
    file.write_bytes(content)
    with pytest.raises(CatalogueRefused) as no:
        catalogue_file.read(file)
    assert [fault.place for fault in no.value.faults] == [place]


def test_a_file_of_a_windows_editor(tmp_path: Path) -> None:
    """Notepad puts a mark before the first character."""
    file = tmp_path / "catalogue.json"
    file.write_bytes(b"\xef\xbb\xbf" + SEED.read_bytes())
    assert len(catalogue_file.read(file).services) == 66


def test_the_sample_is_whole_in_english() -> None:
    """Names, notes, fees, hints and results; each paper of a service by a name of its own (R20)."""
    sample = catalogue_file.read(SEED)
    for service in sample.items:
        assert service.name_en
        assert service.result_en
        assert service.speaks("en")
        names = [each.title("en") for each in service.materials]
        assert len(set(names)) == len(names), service.id


def test_what_has_no_english_is_told_in_chinese(raw: Raw) -> None:
    material, fee = raw["items"][0]["materials"][2], raw["items"][0]["fee"]
    del material["name_en"], material["note_en"], fee["text_en"]
    service = catalogue_file.check(raw).items[0]
    assert service.materials[2].title("en") == "经营场所使用证明"
    assert service.materials[2].remark("en") == "可用场所使用承诺代替"
    assert service.fee.tariff("en") == "不收费"
    assert not service.speaks("en")
    assert service.speaks("zh")
