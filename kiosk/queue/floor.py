"""What the hall can do at the moment: its catalogue, its counters and who serves what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kiosk.catalogue import Catalogue, Service, WindowGroup
from kiosk.queue.routing import Skills
from kiosk.queue.tickets import DESKS, Counter, CounterKind, lane_of_counter, lane_of_group
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
        """What stands for a service in Chinese and English where there is none: the desk of this
        kind, or whoever a number of a desk was transferred to; `kind` if that is gone."""
        for each in self.counters.values():
            if lane_of_counter(each.code) == kind:
                return each.name, each.name_en
        for group in self.catalogue.window_groups:
            if lane_of_group(group.prefix) == kind:
                return group.name, group.name_en
        found = next((each for each in self.counters.values() if each.kind.value == kind), None)
        return (found.name, found.name_en) if found is not None else (kind, kind)

    @cached_property
    def named(self) -> dict[int, tuple[str, str, str]]:
        """The code and the names, Chinese and English, of each service by its key in the store;
        those of earlier catalogues are added where a ticket still has them."""
        return {
            self.service_ids[each.id]: (each.id, each.name, each.name_en)
            for each in self.catalogue.items
        }

    @cached_property
    def codes(self) -> dict[int | None, str | None]:
        """The code of each counter by its key in the store; None for none."""
        return {None: None} | {each.id: code for code, each in self.counters.items()}

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
        is still served for who took a number before. Each serves what is transferred to it alone,
        and what is transferred to a window group of which none serves more.
        """
        services = self.catalogue.services
        return {
            counter: frozenset(
                service
                for department, service in pairs
                if service not in services or services[service].department == department
            )
            | frozenset({self.counters[counter].kind.value} & _DESKS)
            | frozenset({lane_of_counter(counter)})
            | self._lanes_of_groups[counter]
            for counter, pairs in self.pairs.items()
        }

    @cached_property
    def _lanes_of_groups(self) -> dict[str, frozenset[str]]:
        """The window groups of which a counter serves as much as any, as lanes."""
        found: dict[str, set[str]] = {counter: set() for counter in self.pairs}
        for group in self.catalogue.window_groups:
            wanted = {
                (each.department, each.id)
                for each in self.catalogue.services.values()
                if each.window_group == group.prefix
            }
            done = {counter: len(wanted & pairs) for counter, pairs in self.pairs.items()}
            most = max(done.values(), default=0)
            for counter, count in done.items():
                if count and count == most:
                    found[counter].add(lane_of_group(group.prefix))
        return {counter: frozenset(lanes) for counter, lanes in found.items()}

    @cached_property
    def serves_by_id(self) -> dict[int, frozenset[str]]:
        """The same by the counter's key in the store."""
        return {self.counters[code].id: serves for code, serves in self.serves.items()}

    @cached_property
    def skills(self) -> dict[str, Skills]:
        """What each counter serves, and what of it no comprehensive counter could take now."""
        general = CounterKind.COMPREHENSIVE
        shared = frozenset[str]().union(
            *(self.serves[each.code] for each in self.counters.values() if _takes_all(each))
        )
        return {
            code: Skills(
                serves, frozenset() if self.counters[code].kind is general else serves - shared
            )
            for code, serves in self.serves.items()
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


def _takes_all(counter: Counter) -> bool:
    return counter.kind is CounterKind.COMPREHENSIVE and counter.calls


_DESKS = frozenset(kind.value for kind in DESKS)
