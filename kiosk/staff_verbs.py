"""The verbs of a hall for its staff: accounts, sessions, and the machines that act for them."""

from __future__ import annotations

from kiosk import access, accounts, service
from kiosk.access import Access, Scope
from kiosk.ground import Ground
from kiosk.printing.jobs import Job
from kiosk.service import Act
from kiosk.staff import Account, Actor, Role, Session


class StaffVerbs:
    """A part of `kiosk.hall.Hall`."""

    ground: Ground

    def accounts(self) -> list[Account]:
        """All accounts of the hall."""
        return accounts.names(self.ground)

    def add_account(
        self, name: str, display_name: str, role: Role, password: str, actor: Actor | None
    ) -> Account:
        """A new account."""
        return accounts.add(self.ground, name, display_name, role, password, actor)

    def set_password(self, name: str, password: str, actor: Actor | None) -> None:
        """Another password."""
        accounts.set_password(self.ground, name, password, actor)

    def prove(self, name: str, password: str) -> Account:
        """The account of somebody who knows its password."""
        return accounts.prove(self.ground, name, password)

    def sign_in(
        self,
        name: str,
        password: str,
        counter: str | None = None,
        stands_in_for: str | None = None,
    ) -> Session:
        """A session of an account, at a counter where there is one."""
        return accounts.sign_in(self.ground, name, password, counter, stands_in_for)

    def session(self, token: str) -> Session:
        """The session of a token."""
        return accounts.session(self.ground, token)

    def sign_out(self, token: str) -> None:
        """End a session."""
        accounts.sign_out(self.ground, token)

    # Machines of others

    def create_access(
        self,
        label: str,
        scope: Scope,
        counter: str,
        days: int,
        actor: Actor,
        account: str | None = None,
    ) -> tuple[Access, str]:
        """A token for a keypad or a strip of lights, and its text."""
        return access.create(self.ground, label, scope, counter, days, actor, account)

    def revoke_access(self, key: int, actor: Actor) -> Access:
        """End a token."""
        return access.revoke(self.ground, key, actor)

    def accesses(self) -> tuple[Access, ...]:
        """All tokens, the ended ones too."""
        return access.every(self.ground)

    def access(self, token: str) -> Access:
        """What a token may do."""
        return access.prove(self.ground, token)

    # At the machine itself

    def service_people(self) -> tuple[Account, ...]:
        """Who may open the service menu of a machine."""
        return service.people(self.ground)

    def open_service(self, name: str, password: str) -> Actor:
        """Open the service menu."""
        return service.open_menu(self.ground, name, password)

    def note_service(self, act: Act, actor: Actor, **data: object) -> None:
        """Keep what is done by the service menu."""
        service.note(self.ground, act, actor, **data)

    def print_test_page(self, printer: str, actor: Actor, language: str = "zh") -> Job:
        """A test page of a printer of this kiosk."""
        return service.print_test_page(self.ground, printer, actor, language)
