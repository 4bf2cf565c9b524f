"""The inbox's SQL, put together once: building a statement costs more than running it.

Parameters are named `p_…`, since SQLAlchemy keeps the names of columns for itself.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from connectors.models import State, Turn

_NOW: BindParameter[datetime] = bindparam("p_now")
_TURN: BindParameter[int] = bindparam("p_turn")
_CONVERSATION: BindParameter[str] = bindparam("p_conversation")
# The sessions hold no objects that a change would have to be told to.
_NO_OBJECTS = {"synchronize_session": False}

_SAME_MESSAGE = and_(
    Turn.conversation == _CONVERSATION,
    Turn.message == bindparam("p_message"),
)
_UNFINISHED = and_(Turn.state == State.RUNNING, Turn.lease_until > _NOW)
_ABANDONED = and_(Turn.state == State.RUNNING, Turn.lease_until <= _NOW)

REMOVE_UNANSWERED = (
    delete(Turn)
    .where(
        _SAME_MESSAGE,
        Turn.text_hash == bindparam("p_text_hash"),
        or_(Turn.state == State.FAILED, _ABANDONED),
    )
    .execution_options(**_NO_OBJECTS)
)
"""Makes way for another try of a message that failed or whose gateway died."""

FIND = select(Turn.id, Turn.text_hash, Turn.state, Turn.replies).where(_SAME_MESSAGE)
"""The turn a message already has."""

APPEND = insert(Turn).returning(Turn.id)
"""A new turn at the end of the queue; parameters are named as the columns."""

HAS_EARLIER = select(
    exists().where(Turn.conversation == _CONVERSATION, Turn.id < _TURN, _UNFINISHED)
)
"""Whether a turn must wait for earlier ones of its conversation."""

LOOK = select(Turn.state, Turn.lease_until, Turn.replies).where(Turn.id == _TURN)
"""How a turn stands."""

RENEW = (
    update(Turn)
    .where(Turn.id == _TURN, _UNFINISHED)
    .values(lease_until=bindparam("p_lease_until"))
    .returning(Turn.id)
    .execution_options(**_NO_OBJECTS)
)
"""Prolongs a lease that has not ended."""

CLOSE = (
    update(Turn)
    .where(Turn.id == _TURN, Turn.state == State.RUNNING)
    .values(state=bindparam("p_state"), replies=bindparam("p_replies"))
    .returning(Turn.id)
    .execution_options(**_NO_OBJECTS)
)
"""Ends a turn that nobody else has taken over."""

PURGE = (
    delete(Turn)
    .where(Turn.created_at < bindparam("p_before"), or_(Turn.state != State.RUNNING, _ABANDONED))
    .returning(Turn.id)
    .execution_options(**_NO_OBJECTS)
)
"""Deletes old turns that no longer run."""
