"""Commands on the voice: which engine speaks which language, and a test to hear or to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.options import HERE, Data, Json, answer, say_in, say_key
from kiosk.cli.options import language as terminal_language
from kiosk.refusal import Refusal
from kiosk.words import words

if TYPE_CHECKING:
    from kiosk.speech import VoiceSettings
    from ui.voice.clips import Pack
    from ui.voice.engines import Engine, Judged
    from ui.voice.playing import Loudspeaker

TEST_CALL = ("A032", "3")

_say = say_in("voice")
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("list", help=_say("help.list"))
def list_(data: Data = HERE, json: Json = False) -> None:
    from ui.voice.engines import make_engines, open_packs
    from ui.voice.playing import Loudspeaker

    settings = _settings(data)
    packs = open_packs(settings, data)
    engines = make_engines(settings, packs)
    loudspeaker = Loudspeaker(settings.device)
    loudspeaker.probe()
    languages = dict.fromkeys(["zh", "en", *(pack.speaks for pack in packs)])
    judged = {language: engines.judged(language) for language in languages}
    payload = {
        "device": {"name": loudspeaker.device, "fault": loudspeaker.fault or None},
        "packs": [_pack(pack) for pack in packs],
        "languages": {
            language: [{"engine": each.engine, "why_not": each.reason or None} for each in found]
            for language, found in judged.items()
        },
    }
    lines = [
        _device(loudspeaker),
        *(_say("list.pack", tongue=_tongue(pack.speaks), **_pack(pack)) for pack in packs),
    ]
    for language, found in judged.items():
        lines += _judged(language, found)
    answer(json, payload, "\n".join(lines))


@app.command("test", help=_say("help.test"))
def try_(
    data: Data = HERE,
    language: Annotated[str, typer.Option(help=_say("option.language"))] = "zh",
    text: Annotated[str, typer.Option(help=_say("option.text"))] = "",
    out: Annotated[Path | None, typer.Option(metavar="FILE.wav", help=_say("option.out"))] = None,
    json: Json = False,
) -> None:
    from kiosk.speech import call_words, spoken
    from ui.voice.engines import Synthesiser, make_engines, open_packs
    from ui.voice.faults import VoiceFault

    settings = _settings(data)
    one = settings.one
    said = spoken(text, language, one=one) or call_words(*TEST_CALL, language, one=one)
    able = list(make_engines(settings, open_packs(settings, data)).able(said, language))
    if out is not None:
        able = [each for each in able if isinstance(each[0], Synthesiser)]
    if not able:
        raise Refusal("voice.no_engine", tongue=_tongue(language))
    engine, tongue = able[0]
    try:
        if out is not None:
            assert isinstance(engine, Synthesiser)
            sound = engine.synthesise(said, tongue).at(settings.volume)
            _write(out, sound.wav())
            values = {"file": str(out), "seconds": round(sound.seconds, 1)}
        else:
            _play(engine, said, tongue, settings)
            values = {}
    except VoiceFault as fault:
        raise Refusal("voice.failed", engine=engine.name, detail=fault) from fault
    payload = {"said": said, "language": tongue, "engine": engine.name, **values}
    key = "test.played" if out is None else "test.written"
    answer(json, payload, f"{said}\n{_say(key, engine=_say(f'engine.{engine.name}'), **values)}")


def _play(engine: Engine, said: str, language: str, settings: VoiceSettings) -> None:
    from ui.voice.engines import Synthesiser
    from ui.voice.playing import Loudspeaker

    loudspeaker = Loudspeaker(settings.device)
    if isinstance(engine, Synthesiser):
        loudspeaker.play(engine.synthesise(said, language).at(settings.volume))
    else:
        loudspeaker.heard(engine.start(said, language, settings.volume))
    if loudspeaker.fault:
        raise Refusal("voice.no_device", device=_name(loudspeaker), detail=loudspeaker.fault)


def _write(file: Path, wav: bytes) -> None:
    try:
        file.write_bytes(wav)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refusal("folder.unwritable", folder=file.parent, reason=reason) from error


def _judged(language: str, found: list[Judged]) -> list[str]:
    chosen = [each.engine for each in found if not each.reason]
    head = (
        _say("list.chosen", tongue=_tongue(language), engine=_say(f"engine.{chosen[0]}"))
        if chosen
        else ""
    )
    return [
        head or _say("list.none", tongue=_tongue(language)),
        *(
            _say(
                "list.other",
                engine=_say(f"engine.{each.engine}"),
                reason=_say(f"why.{each.reason}"),
            )
            for each in found
            if each.reason
        ),
    ]


def _device(loudspeaker: Loudspeaker) -> str:
    name = _name(loudspeaker)
    if loudspeaker.fault:
        return _say("list.no_device", device=name, detail=loudspeaker.fault)
    return _say("list.device", device=name)


def _name(loudspeaker: Loudspeaker) -> str:
    return loudspeaker.device or _say("list.default")


def _pack(pack: Pack) -> dict[str, Any]:
    manifest = pack.manifest
    return {
        "tag": manifest.language,
        "count": len(pack.clips),
        "speaker": manifest.speaker,
        "licence": manifest.licence,
    }


def _tongue(language: str) -> str:
    """A language by its name; one that we have no name for by its code."""
    key = f"voice.tongue.{language.partition('-')[0]}"
    return say_key(key) if words().knows(key, terminal_language()) else language


def _settings(folder: Path) -> VoiceSettings:
    """The hall's; on a machine without a hall, what a new one would have."""
    # Loading what checks the settings takes longer than `kiosk --help` should.
    from kiosk import config
    from kiosk.speech import VoiceSettings

    if not (folder / config.FILE).exists():
        return VoiceSettings()
    return config.load(folder).voice
