"""What ordinary people type, and what they must find."""

from __future__ import annotations

import string

import pytest

from kiosk.catalogue import Catalogue, Service
from kiosk.search import Hit, Index, Match


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in hits]


def with_items(sample: Catalogue, items: list[Service]) -> Catalogue:
    """The sample with other services. A copy would keep what the sample has worked out."""
    dumped = [item.model_dump() for item in items]
    return Catalogue.model_validate(sample.model_dump() | {"items": dumped, "bundles": ()})


def named(sample: Catalogue, *names: str) -> Index:
    """An index of services that are called so, S000 and on; they have no folk words."""
    plain = {"aliases": (), "name_en": ""}
    first = sample.items[0]
    items = [
        first.model_copy(update={"id": f"S{n:03d}", "name": name, **plain})
        for n, name in enumerate(names)
    ]
    return Index(with_items(sample, items))


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("过户", "ZR001"),  # R2's own examples
        ("砍树", "LY001"),
        ("gh", "ZR001"),
        ("ks", "LY001"),
        ("guohu", "ZR001"),
        ("guoh", "ZR001"),
        ("过h", "ZR001"),
        ("过hu", "ZR001"),
        ("guo户", "ZR001"),
        ("guo hu", "ZR001"),
        ("过 户！", "ZR001"),
        ("ＧＵＯＨＵ", "ZR001"),
        ("guò hù", "ZR001"),
        ("存量房转移登记", "ZR001"),
        ("转移登记", "ZR001"),
        ("二手房", "ZR001"),
        ("shenfenz", "GA002"),
        ("居民身份证", "GA002"),
        ("jmsfz", "GA002"),
        ("sfzdl", "GA002"),
    ],
)
def test_what_people_say_is_found_first(index: Index, text: str, service: str) -> None:
    assert ids(index.find(text, 3))[0] == service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("户注销个体", "SC003"),  # no spaces
        ("登记 注销 个体", "SC003"),
        ("zhuxiao gongshang", "SC003"),
        ("户口 haizi", "GA001"),
        ("孩子户口", "GA001"),
        ("application pass", "GA005"),
        ("applications, passports", "GA005"),
        ("card id", "GA002"),
        ("licence food", "SC005"),
    ],
)
def test_parts_and_words_in_any_order(index: Index, text: str, service: str) -> None:
    assert (service, Match.WORDS) in [(hit.id, hit.match) for hit in index.find(text, 3)]


@pytest.mark.parametrize(
    ("text", "service", "match"),
    [
        ("passport", "GA005", Match.BEGINNING),
        ("passports", "GA005", Match.BEGINNING),
        ("Passport Application", "GA005", Match.EXACT),
        ("idcard", "GA002", Match.BEGINNING),
        ("renewals", "GA002", Match.PART),
        ("food license", "SC005", Match.FUZZY),  # as Americans spell it
        ("pasport", "GA005", Match.FUZZY),
    ],
)
def test_english_names(index: Index, text: str, service: str, match: Match) -> None:
    for language in ("zh", "en"):
        assert (service, match) in [(h.id, h.match) for h in index.find(text, 3, language)]


@pytest.mark.parametrize("text", ["sc001", "SC001", "SC 001", "990731001000", "ＳＣ００１"])
def test_codes(index: Index, text: str) -> None:
    [hit] = index.find(text)
    assert (hit.id, hit.match) == ("SC001", Match.EXACT)


def test_codes_do_not_mix_with_initials(index: Index) -> None:
    assert all(hit.by for hit in index.find("sc"))  # by words, none by its code
    assert set(ids(index.find("sc0"))) == {f"SC00{n}" for n in range(1, 8)}


@pytest.mark.parametrize("text", ["lvyouju", "luyouju", "lyj", "旅游ju", "lüyouju"])
def test_umlaut_as_v_and_as_u(sample: Catalogue, text: str) -> None:
    [hit] = named(sample, "办理旅游", "旅游局").find(text)
    assert hit.id == "S001"
    assert hit.match is not Match.FUZZY


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("银行开户", ("yinhangkaihu", "yhkh")),
        ("行长任职", ("hangzhangrenzhi", "hzrz", "xingzhang")),
        ("重建住房", ("chongjian", "cjzf", "zhongjian")),
        ("长途客运", ("changtu", "ctky", "zhangtu")),
        ("会计证", ("kuaijizheng", "kjz", "huiji")),
    ],
)
def test_characters_with_two_readings(sample: Catalogue, name: str, texts: tuple[str, ...]) -> None:
    found = named(sample, "出生登记", name)
    for text in texts:
        assert ids(found.find(text)) == ["S001"], text


def test_readings_that_only_a_dictionary_knows_come_last(sample: Catalogue) -> None:
    """房 was once read páng: who types p does not mean a house."""
    found = named(sample, "房产证", "派遣证")
    assert ids(found.find("p")) == ["S001"]
    assert "f" in found.letters("")
    assert found.find("pangchan")[0].match is Match.FUZZY


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        ("砍树", "kansu"),
        ("农药店", "longyaodian"),
        ("房产证", "fanchanzhen"),
        # More than one slip could explain:
        ("农药能手", "longyaolengsou"),
        ("养猪场开张", "yangzucangkaizang"),
        ("身份证", "shengfengzen"),
        ("房屋返还", "hangwuhanhuan"),
        ("金银订亲", "jingyingdinqing"),
    ],
)
def test_sounds_that_are_mixed_up(sample: Catalogue, meant: str, typed: str) -> None:
    assert ids(named(sample, "出生登记", meant).find(typed)) == ["S001"]


def test_who_types_it_right_comes_before_who_mixes_it_up(sample: Catalogue) -> None:
    found = named(sample, "开工证", "开封镇")
    assert ids(found.find("kaifengzhen"))[0] == "S001"
    two = named(sample, "蓝天项目", "南天项目")
    assert ids(two.find("nantian")) == ["S001"]
    assert ids(two.find("lantian")) == ["S000"]


@pytest.mark.parametrize("typed", ["kanshuu", "kasnhu", "kashu", "kanxhu", "kannshu"])
def test_a_slip_of_the_finger(index: Index, typed: str) -> None:
    assert ids(index.find(typed, 3))[0] == "LY001"


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("砍数", "LY001"),  # the wrong character with the right sound
        ("办理结婚证", "MZ001"),
        ("我要办身份证", "GA002"),
        ("开个小饭馆", "SC005"),
        ("老板不给工资", "SF001"),
    ],
)
def test_words_half_remembered(index: Index, text: str, service: str) -> None:
    assert service in ids(index.find(text, 3))


def test_the_order_of_what_is_found(sample: Catalogue) -> None:
    """A whole name, a beginning, initials, a part, and only then what is only like it."""
    found = named(
        sample, "办鬼火案", "国货", "挂号", "城市过户", "过户登记", "国户", "过后", "过户", "够户"
    )
    hits = found.find("guohu")
    assert ids(hits)[:2] == ["S005", "S007"]  # both sound so, in the order of the catalogue
    ways = [hit.match for hit in found.find("guohuo", 9)]
    assert ways == sorted(ways, key=list(Match).index)
    hits = found.find("gh", 9)
    assert [hit.match for hit in hits] == [Match.INITIALS] * 7 + [Match.PART] * 2
    assert ids(hits)[:6] == ["S001", "S002", "S005", "S006", "S007", "S008"]


def test_the_popular_comes_first_among_equals(sample: Catalogue) -> None:
    plain, asked = Index(sample), Index(sample, {"GA007": 40, "GA002": 9})
    assert ids(plain.find("h"))[0] != "GA007"
    assert ids(asked.find("h"))[:2] == ["GA007", "GA002"]
    # A better match still comes first.
    assert ids(Index(sample, {"SW002": 1000}).find("过户"))[0] == "ZR001"


def test_bundles_are_found_too(index: Index) -> None:
    hits = {hit.id: hit for hit in index.find("开餐馆")}
    assert hits["PKG01"].kind == "bundle"
    assert hits["SC005"].kind == "service"
    assert ids(index.find("restaurant", language="en")) == ["PKG01"]


def test_where_it_stands_in_the_shown_name(sample: Catalogue, index: Index) -> None:
    def shown(text: str, id_: str, language: str = "zh") -> str | None:
        hit = next(hit for hit in index.find(text, 20, language) if hit.id == id_)
        service: Service = sample.services[id_]
        return None if hit.span is None else service.title(language)[slice(*hit.span)]

    assert shown("个体工商", "SC001") == "个体工商"
    assert shown("getig", "SC001") == "个体工"
    assert shown("gtgshz", "SC003") == "个体工商户注"
    assert shown("shenfen", "GA002") is None  # by a folk word that is not in the name
    assert shown("gh", "ZR001") == "过户"  # by one that is
    assert shown("二手房过户", "ZR001") == "二手房过户"  # behind a bracket
    assert shown("jmsfzhlbl", "GA002") == "居民身份证换领、补领"  # with what stands between
    assert shown("renewal", "GA002", "en") == "renewal"
    assert shown("second hand", "ZR001", "en") == "second-hand"
    assert shown("passport", "GA005") is None  # the name is shown in Chinese


def test_by_which_words_it_was_found(index: Index) -> None:
    assert index.find("gh")[0].by == "过户"
    assert index.find("passp", language="en")[0].by == "Passport application"


def test_who_is_sure_is_not_shown_guesses(index: Index) -> None:
    for text in ("过户", "guohu", "砍树", "kanshu", "孩子 户口", "card id"):
        assert Match.FUZZY not in {hit.match for hit in index.find(text)}


@pytest.mark.parametrize("text", ["", " ", "。，", "🙂", "\ud800", "qqqqqqqq"])
def test_nothing_to_find(index: Index, text: str) -> None:
    assert index.find(text) == ()


def test_no_more_than_asked_for(index: Index) -> None:
    assert [len(index.find("z", most)) for most in (0, 1, 5)] == [0, 1, 5]


def test_the_letters_that_lead_on(index: Index) -> None:
    assert index.letters("kansh") == {"u"}
    assert {"u", "o"} & index.letters("qqqq") == set()
    assert "h" in index.letters("过")
    assert index.letters("guoh") >= {"u", "j"}  # guohu, and 过户交税 by its initials
    assert "v" not in index.letters("")
    assert index.letters("passpor") == set()
    assert index.letters("passpor", "en") == {"t"}
    assert index.letters("").issubset(string.ascii_lowercase)


def test_services_that_stopped_are_not_found(sample: Catalogue) -> None:
    stopped = [
        item.model_copy(update={"state": "停用"}) if item.id == "LY001" else item
        for item in sample.items
    ]
    assert "LY001" not in ids(Index(with_items(sample, stopped)).find("砍树"))
