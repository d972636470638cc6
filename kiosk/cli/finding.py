"""The command that looks for a service as the touch screen does."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kiosk.cli.options import HERE, Data, Json, answer, language, open_hall, say_key


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("find", help=say_key("find.help"))(find)


def find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=say_key("find.words"))],
    data: Data = HERE,
    most: Annotated[int, typer.Option(min=1, max=100, help=say_key("find.most"))] = 8,
    json: Json = False,
) -> None:
    # The readings of Chinese take a quarter of a second to load.
    from kiosk.search import Index

    with open_hall(data) as hall:
        catalogue, asked = hall.catalogue(), hall.asked()
    text, tongue = " ".join(words), language()
    index = Index(catalogue, asked)
    names = {id_: service.title(tongue) for id_, service in catalogue.services.items()}
    names |= {bundle.id: bundle.title(tongue) for bundle in catalogue.bundles}
    hits: list[dict[str, Any]] = [
        {
            "id": hit.id,
            "kind": hit.kind,
            "name": names[hit.id],
            "match": hit.match.value,
            "by": hit.by,
            "span": hit.span,
        }
        for hit in index.find(text, most, tongue)
    ]
    payload = {"hits": hits, "letters": "".join(sorted(index.letters(text, tongue)))}
    lines = [
        say_key(
            f"find.{'by' if hit['by'] not in {'', hit['name']} else 'hit'}",
            **hit,
            how=say_key(f"find.match.{hit['match']}"),
        )
        for hit in hits
    ]
    answer(json, payload, "\n".join(lines) or say_key("find.nothing", text=text))
