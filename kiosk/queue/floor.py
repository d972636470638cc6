"""What the hall can do at the moment: its catalogue, its counters and who serves what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kiosk.catalogue import Catalogue, Service, WindowGroup
from kiosk.queue.tickets import DESKS, Counter, CounterKind
from kiosk.refusal import Refusal
from kiosk.words import words


@dataclass(frozen=True, slots=True)
class Aim:
    """What a number is for: a service, or a desk that helps without one and has no `key`.

    `code` is the id of the service or the kind of the desk, `key` that of the service in the
    store.
    """

    code: str
    key: int | None
    group: WindowGroup
    name: str
    name_en: str

    def heading(self, language: str) -> str:
        """What stands over the number: the group of a service, or what a desk does for one."""
        if self.key is None:
            return words().say(f"desk.{self.code}", language)
        return self.group.title(language)


@dataclass(frozen=True)
class Floor:
    """The hall at one `revision`.

    `pairs` are the (department, service) pairs of each counter (R27), by counter code;
    `service_ids` are the keys of the services in the store.
    """

    revision: int
    catalogue: Catalogue
    counters: dict[str, Counter]
    pairs: dict[str, frozenset[tuple[str, str]]]
    service_ids: dict[str, int]

    def service(self, code: str) -> Service:
        """The service in use with this id; refuses with "service.unknown"."""
        try:
            return self.catalogue.services[code]
        except KeyError:
            raise Refusal("service.unknown", service=code) from None

    def aim(self, code: str) -> Aim:
        """The service in use with this id as an aim; refuses with "service.unknown"."""
        wanted = self.service(code)
        group = self.catalogue.groups[wanted.window_group]
        return Aim(code, self.service_ids[code], group, wanted.name, wanted.name_en)

    def desk(self, kind: CounterKind, prefix: str | None) -> Aim:
        """A desk whose numbers begin with `prefix`; refuses with "desk.no_numbers"."""
        group = self.catalogue.groups.get(prefix) if prefix is not None else None
        if group is None:
            raise Refusal("desk.no_numbers")
        return Aim(kind.value, None, group, *self.desk_names(kind.value))

    def desk_names(self, kind: str) -> tuple[str, str]:
        """What the desk of a kind is called in Chinese and English; its kind if it is gone."""
        found = next((each for each in self.counters.values() if each.kind.value == kind), None)
        return (found.name, found.name_en) if found is not None else (kind, kind)

    def counter(self, code: str) -> Counter:
        """The counter with this code; refuses with "counter.unknown"."""
        try:
            return self.counters[code]
        except KeyError:
            raise Refusal("counter.unknown", counter=code) from None

    @cached_property
    def serves(self) -> dict[str, frozenset[str]]:
        """The services that each counter serves: its own pairs, never a cross mix.

        A desk that helps without a service serves its own kind. What the catalogue no longer has
        is still served for who took a number before.
        """
        services = self.catalogue.services
        return {
            counter: frozenset(
                service
                for department, service in pairs
                if service not in services or services[service].department == department
            )
            | frozenset({self.counters[counter].kind.value} & _DESKS)
            for counter, pairs in self.pairs.items()
        }

    @cached_property
    def rivals(self) -> dict[str, frozenset[str]]:
        """For each service, those whose people wait for an open counter that could serve it."""
        return {
            service: frozenset({service}).union(
                *(self.serves[each.code] for each in self.counters_for(service) if each.open)
            )
            for service in frozenset(self.catalogue.services).union(*self.serves.values())
        }

    def counters_for(self, service: str) -> tuple[Counter, ...]:
        """All counters that serve `service`, open or not."""
        return tuple(each for each in self.counters.values() if service in self.serves[each.code])

    def open_for(self, service: str) -> tuple[Counter, ...]:
        """The open counters that serve `service`; refuses with "service.no_counter_open" (R5)."""
        every = self.counters_for(service)
        found = tuple(each for each in every if each.open)
        if not found:
            codes = "、".join(each.code for each in every)
            raise Refusal("service.no_counter_open", service=service, counters=codes or "-")
        return found


_DESKS = frozenset(kind.value for kind in DESKS)
