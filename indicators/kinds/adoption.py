"""How many use the assistant itself: accounts granted, linked to a chat, active."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import func, select

from answers.answer import Reply
from answers.evidence import Adoption, AdoptionItem
from core.accounts import Account, LinkedChat
from indicators.desk import Desk, Outcome
from indicators.kinds import denied
from indicators.question import Question

ACTIVE_DAYS = 30


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "bao nhiêu người dùng trợ lý", "cấp được mấy tài khoản rồi"."""
    unit = question.unit if question.unit_named else desk.asker.home
    denial = desk.asker.denial(desk.catalogue, unit, internal=True)
    if denial is not None:
        return denied.answer(denial, question, desk)
    scopes = [code for code in desk.catalogue.units if desk.catalogue.covers(unit, code)]
    granted, linked, active = _counts(scopes, desk)
    text = (
        f"{granted} tài khoản trợ lý đang được cấp – {desk.unit(unit).short_name} và đơn vị bên "
        f"dưới.\nĐã liên kết Telegram: {linked}.\nCó hỏi trong {ACTIVE_DAYS} ngày qua: {active}."
    )
    evidence = Adoption(
        items=(
            AdoptionItem(name="granted", value=Decimal(granted)),
            AdoptionItem(name="linked", value=Decimal(linked)),
            AdoptionItem(name="active", value=Decimal(active)),
        )
    )
    return Outcome(Reply(text=text, evidence=evidence), desk.context(question))


def _counts(scopes: Iterable[str], desk: Desk) -> tuple[int, int, int]:
    """Accounts that are not revoked: all, those with a chat, those that asked lately."""
    granted = select(func.count()).where(
        Account.revoked_at.is_(None), Account.scope.in_(list(scopes))
    )
    linked = granted.where(Account.id.in_(select(LinkedChat.account_id)))
    active = granted.where(Account.last_active_at >= desk.now - timedelta(days=ACTIVE_DAYS))
    numbers = [desk.session.scalar(query) or 0 for query in (granted, linked, active)]
    return numbers[0], numbers[1], numbers[2]
