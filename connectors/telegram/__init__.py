"""Telegram: messages in through a durable queue, answers out with pictures, files and buttons."""
