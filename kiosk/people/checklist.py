"""Prints what somebody at the machine still lacks for a service, so that the next way is the last.

No number goes with it, and it is not kept whose list it was.
"""

from __future__ import annotations

from collections.abc import Collection

from kiosk.catalogue import Material
from kiosk.ground import Ground
from kiosk.papers.checklist import checklist
from kiosk.papers.frame import Item
from kiosk.printing import jobs
from kiosk.printing.jobs import Job
from kiosk.staff import Actor


def print_list(
    ground: Ground,
    service: str,
    at_hand: Collection[str],
    language: str,
    actor: Actor | None = None,
) -> Job:
    """Queue the list for `service`; `at_hand` names materials as the catalogue does.

    `actor` is None for the person at the machine.

    Refuses with "service.unknown".
    """
    with ground.write() as work:
        found = work.floor.service(service)
        asked = [each for each in found.materials if each.carried]
        missing = [each for each in asked if each.name not in at_hand]
        strict = not found.tolerance_acceptance
        paper = checklist(
            ground.settings,
            found.title(language),
            [_item(each, language) for each in missing if each.required or strict],
            later=[_item(each, language) for each in missing if not (each.required or strict)],
            at_hand=[_item(each, language) for each in asked if each.name in at_hand],
            phone=found.consult_phone,
            language=language,
        )
        label = f"list-{service}-{work.at:%H%M%S%f}"
        key = jobs.queue(ground, work, paper, label=label, ticket=None, awaited=True)
        told = {"service": service, "missing": len(missing)}
        work.event("list.printed", actor=actor, data=told)
    return jobs.job(ground, key)


def _item(material: Material, language: str) -> Item:
    form = " · ".join(
        each for each in (material.shape(language), material.remark(language)) if each
    )
    return Item(material.title(language), originals=material.copies, form=form)
