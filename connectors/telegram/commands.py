"""What the commands do; each runs in the transaction that its answer is kept in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from answers.answer import Button
from answers.courtesy import EXAMPLES
from answers.schedules import schedule_vi
from connectors.accounts.chats import account_of, tie, unit_name, untie
from connectors.accounts.links import Redemption, redeem_digest
from connectors.accounts.officers import is_officer
from connectors.telegram import texts
from connectors.telegram.arrival import Arrival
from connectors.telegram.parts import Part, said
from core.accounts import Account
from core.subscriptions import Subscription, subscribe, subscription_of, unsubscribe

CHANNEL = "telegram"

_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@(\w+))?(?:\s.*)?", re.DOTALL)
_IN_GROUPS = {"start", "help"}


def command_of(text: str) -> tuple[str, str | None] | None:
    """The command a text is, and the bot it is for; None where it is none."""
    found = _COMMAND.fullmatch(text)
    return (found[1].lower(), found[2]) if found else None


def argument_of(text: str) -> str:
    """What stands behind a command: a code, as it is written in capitals."""
    return text.partition(" ")[2].strip().upper()


@dataclass(frozen=True)
class Commands:
    """Runs commands.

    Attributes:
        link_lifetime: how long a link code may be used.
    """

    link_lifetime: timedelta

    def run(
        self, session: Session, name: str, arrival: Arrival, now: datetime, business_now: datetime
    ) -> tuple[Part, ...]:
        """What is said to a command.

        Args:
            session: an open transaction.
            name: the command without its slash.
            arrival: the message.
            now: the true present, for codes.
            business_now: the moment answers are given at, for subscriptions.
        """
        if not arrival.private and arrival.code:
            return said(texts.LINK_IN_GROUP)
        if not arrival.private and name not in _IN_GROUPS:
            return said(texts.PRIVATE_ONLY)
        chat = str(arrival.chat)
        if name == "start" and arrival.code:
            return self._link(session, chat, arrival.code, now)
        if name == "start":
            return said(texts.GREETING, *EXAMPLES)
        account = account_of(session, CHANNEL, chat) if arrival.private else None
        if name == "help":
            more = texts.OFFICER_HELP if is_officer(session, account) else ""
            return said(texts.HELP + more, *EXAMPLES)
        if name in {"banggio", "huy"} and account is None:
            return said(texts.NO_BRIEF)
        if account is None:
            return said(texts.NOT_LINKED if name in _HANDLED else texts.UNKNOWN_COMMAND)
        match name:
            case "banggio":
                return _brief(session, account, business_now)
            case "huy":
                ended = unsubscribe(session, account.id)
                return said(texts.UNSUBSCRIBED if ended else texts.NOT_SUBSCRIBED)
            case "toi":
                return said(_filled(texts.WHO, session, account))
            case "thoat":
                untie(session, CHANNEL, chat)
                return said(texts.UNLINKED)
            case _:
                return said(texts.UNKNOWN_COMMAND)

    def _link(self, session: Session, chat: str, code: str, now: datetime) -> tuple[Part, ...]:
        redeemed = redeem_digest(session, code, now)
        current = account_of(session, CHANNEL, chat)
        again = current is not None and current.id == redeemed.account
        if redeemed.outcome is not Redemption.GOOD and not again:
            minutes = int(self.link_lifetime.total_seconds() // 60)
            return said(texts.REFUSED[redeemed.outcome].format(minutes=minutes))
        if redeemed.account is not None and not again:
            tie(session, CHANNEL, chat, redeemed.account, now)
        account = account_of(session, CHANNEL, chat)
        if account is None:  # revoked this very moment
            return said(texts.REFUSED[Redemption.UNKNOWN])
        brief = Button(title="Nhận bản tin mỗi sáng", text="/banggio")
        return said(_filled(texts.LINKED, session, account), brief, *EXAMPLES)


_HANDLED = {"toi", "thoat"}


def _brief(session: Session, account: Account, now: datetime) -> tuple[Part, ...]:
    known = subscription_of(session, account.id)
    if known is not None and known.active:
        return said(texts.STILL_SUBSCRIBED.format(schedule=_words(known)))
    made = subscribe(session, account.id, now, None, None)
    return said(texts.SUBSCRIBED.format(schedule=_words(made)))


def _words(one: Subscription) -> str:
    return schedule_vi(one.days, one.time)


def _filled(text: str, session: Session, account: Account) -> str:
    return text.format(
        number=account.id,
        name=account.name,
        role=texts.ROLES.get(account.role, account.role),
        scope=unit_name(session, account.scope),
    )
