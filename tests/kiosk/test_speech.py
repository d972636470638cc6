"""What a voice says: the words that a person who does not see the screen depends on."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kiosk.speech import VoiceSettings, brief_phrase, call_words, spoken

CHINESE = {
    # tickets and counters
    "A032": "A 零三二",
    "请A032到3号窗口": "请 A 零三二到三号窗口",
    "请到 12 号窗口": "请到十二号窗口",
    "B 区 · 3 号窗口": "B 区，三号窗口",
    "A001-A003": "A 零零一到 A 零零三",
    # times and days
    "09:05": "九点零五分",
    "09:00": "九点",
    "2:30": "两点三十分",
    "14：30-17：00": "十四点三十分到十七点",
    "00:10": "零点十分",
    "2026-11-02": "二零二六年十一月二日",
    "2026年11月22日": "二零二六年十一月二十二日",
    "25:70": "二十五:七十",
    # money
    "¥12.50": "十二元五角",
    "工本费 0.5 元": "工本费五角",
    "2 元": "两元",
    "12.05元": "十二元零五分",
    "￥0": "零元",
    "1,200 元": "一千二百元",
    # numbers to dial are rows of digits, amounts are not
    "拨打 12345": "拨打一二三四五",
    "0855-8222345": "零八五五，八二二二三四五",
    "13812345678": "一三八一二三四五六七八",
    "10005 件": "一万零五件",
    "1010 件": "一千零一十件",
    "105 人": "一百零五人",
    "20 人": "二十人",
    # waits, and 两 where a thing is counted
    "约 25 分钟": "约二十五分钟",
    "10～20分钟": "十到二十分钟",
    "前面 2 人": "前面两人",
    "第 2 次叫号": "第二次叫号",
    "2 号窗口": "二号窗口",
    "3.5 公里": "三点五公里",
    "98.5%": "百分之九十八点五",
    # what is silent
    "《身份证》（原件）": "身份证，原件",
    "阿依古丽·买买提": "阿依古丽买买提",
    "请看 https://hall.example/s/1 。": "请看。",
    "银行行长，重庆": "银行行长，重庆",
    "": "",
}

ENGLISH = {
    "A032": "A zero three two",
    "Counter 3 · Area A": "Counter three, Area A",
    "Open 09:05-14:30": "Open nine oh five to fourteen thirty",
    "12:00": "twelve o'clock",
    "2026-11-22": "twenty-two November twenty twenty-six",
    "2005-01-01": "one January two thousand and five",
    "¥12.50": "twelve yuan fifty",
    "call 12345 now": "call one two three four five now",
    "about 25 minutes": "about twenty-five minutes",
    "10-20 minutes": "ten to twenty minutes",
    "1 person ahead": "one person ahead",
    "1234 people": "one thousand two hundred and thirty-four people",
    "ID card (original).": "ID card, original.",
    "85%": "eighty-five percent",
}


@pytest.mark.parametrize(("shown", "said"), CHINESE.items())
def test_chinese(shown: str, said: str) -> None:
    assert spoken(shown, "zh") == said
    assert spoken(shown, "zh-CN") == said


@pytest.mark.parametrize(("shown", "said"), ENGLISH.items())
def test_english(shown: str, said: str) -> None:
    assert spoken(shown, "en") == said


def test_a_language_of_recordings_is_looked_up_by_the_chinese_words() -> None:
    assert spoken("A032", "doc") == spoken("A032", "zh")


def test_yao_is_for_rows_of_digits_only() -> None:
    said = spoken("A011 请到 1 号窗口，前面 11 人，电话 12315", "zh", one="yao")
    assert said == "A 零幺幺请到一号窗口，前面十一人，电话幺二三幺五"


def test_a_call_in_both_languages() -> None:
    assert call_words("A032", "3", "zh") == "请 A 零三二号，到三号窗口办理。"
    assert call_words("A011", "1", "zh", one="yao") == "请 A 零幺幺号，到一号窗口办理。"
    assert call_words("A032", "12", "en") == (
        "Number A zero three two, please go to counter twelve."
    )


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["zh", "en"]))
def test_two_numbers_never_sound_the_same(one: int, other: int, language: str) -> None:
    same = spoken(f"A{one:04}", language) == spoken(f"A{other:04}", language)
    assert same == (one == other)


@given(st.text(), st.sampled_from(["zh", "en"]))
def test_no_figure_is_left_for_the_engine(text: str, language: str) -> None:
    assert not any(character in "0123456789" for character in spoken(text, language))


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(["{} 元", "{} yuan"]))
def test_two_amounts_never_sound_the_same(one: int, other: int, form: str) -> None:
    language = "en" if "yuan" in form else "zh"
    same = spoken(form.format(one), language) == spoken(form.format(other), language)
    assert same == (one == other)


def test_the_settings_name_what_is_wrong() -> None:
    with pytest.raises(ValidationError):
        VoiceSettings.model_validate({"engine": "mbrola"})
    with pytest.raises(ValidationError):
        VoiceSettings.model_validate({"rate": 3})
    with pytest.raises(ValidationError):
        VoiceSettings.model_validate({"volume": 130})
    with pytest.raises(ValidationError):
        VoiceSettings.model_validate({"call_languages": []})
    with pytest.raises(ValidationError):
        VoiceSettings.model_validate({"loudness": 3})


def test_the_folder_of_recordings_is_meant_from_the_settings(tmp_path: Path) -> None:
    assert VoiceSettings().clips_folder(tmp_path) is None
    assert VoiceSettings(clips="clips").clips_folder(tmp_path) == tmp_path.resolve() / "clips"
    assert VoiceSettings(clips="/srv/clips").clips_folder(tmp_path) == Path("/srv/clips")


def test_a_call_names_the_counter_where_it_has_a_name() -> None:
    assert call_words("A012", "3", "zh", name="综合窗口") == "请 A 零一二号，到三号综合窗口办理。"
    assert call_words("A012", "3", "zh") == "请 A 零一二号，到三号窗口办理。"
    assert spoken(brief_phrase("A012", "3", "zh"), "zh") == "A 零一二号，三号窗口办理。"
    assert brief_phrase("A012", "3", "en") == "A012, counter 3."


def test_the_volume_follows_the_time_of_day() -> None:
    quiet = [{"period": "12:00-14:00", "volume": 30}, {"period": "08:00-18:00", "volume": 80}]
    settings = VoiceSettings.model_validate({"quiet": quiet})
    assert [settings.volume_at(time(hour)) for hour in (7, 9, 12, 14, 18)] == [100, 80, 30, 80, 100]


def test_a_board_that_may_speak_is_named_by_its_address() -> None:
    assert VoiceSettings.model_validate({"boards": ["192.0.2.7"]}).boards == ("192.0.2.7",)
    with pytest.raises(ValidationError):
        VoiceSettings.model_validate({"boards": ["board.example"]})
