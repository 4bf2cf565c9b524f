"""Tokens, link codes and keys: made at random, kept as digests."""

from __future__ import annotations

import hashlib
import secrets

from core.accounts import NAME_LENGTH


def new_secret() -> str:
    """A fresh secret of 256 random bits, safe in URLs and headers."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """The form a secret is stored in.

    Plain SHA-256 suffices: slow, salted hashes protect guessable passwords, and nobody guesses
    256 random bits. It also lets the database find the row by the digest.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def checked_name(name: str) -> str:
    """`name` without outer blanks.

    Raises:
        ValueError: it is empty or too long.
    """
    name = name.strip()
    if not name:
        raise ValueError("Tên không được để trống.")
    if len(name) > NAME_LENGTH:
        raise ValueError(f"Tên dài quá {NAME_LENGTH} ký tự.")
    return name
