"""Commands on the audit chain: head and verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import HERE, Data, Json, answer, open_hall, say
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.audit import Head

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("head", help=say("help.audit_head"))
def head(data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        found = hall.audit_head()
    written = f"{found.seq}:{found.hash}"
    answer(json, {"seq": found.seq, "hash": found.hash, "head": written}, written)


@app.command("verify", help=say("help.audit_verify"))
def verify(
    known: Annotated[
        str | None, typer.Option("--head", metavar="SEQ:HASH", help=say("option.head"))
    ] = None,
    data: Data = HERE,
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        broken = hall.audit_verify(_head(known) if known is not None else None)
        events = hall.audit_head().seq
    if broken is None:
        answer(json, {"whole": True, "events": events}, say("audit.whole", count=events))
        return
    payload = {"whole": False, "seq": broken.seq, "kind": broken.kind}
    answer(json, payload, say(f"audit.{broken.kind}", seq=broken.seq))
    raise typer.Exit(1)


def _head(written: str) -> Head:
    from kiosk.audit import Head

    seq, _, digest = written.partition(":")
    if not seq.isdecimal() or len(digest) != 64:
        raise Refusal("audit.head_invalid", head=written)
    return Head(int(seq), digest)
