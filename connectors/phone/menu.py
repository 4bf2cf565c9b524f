"""The services callers ask for most, by key: what is offered to those who are not understood."""

from __future__ import annotations

from dataclasses import dataclass

from vietnamese.speech import say_number

NEXT_KEY = "9"


@dataclass(frozen=True, slots=True)
class Service:
    """A choice of the menu: its name to the ear, and what it asks."""

    name: str
    question: str


SERVICES = (
    Service("khai sinh", "đăng ký khai sinh"),
    Service("chứng thực bản sao", "chứng thực bản sao từ bản chính"),
    Service("căn cước", "cấp thẻ căn cước"),
    Service("thường trú", "đăng ký thường trú"),
    Service("kết hôn", "đăng ký kết hôn"),
    Service("tạm trú", "đăng ký tạm trú"),
    Service("xác nhận độc thân", "xác nhận tình trạng hôn nhân"),
    Service("khai tử", "đăng ký khai tử"),
    Service("hộ kinh doanh", "thành lập hộ kinh doanh"),
    Service("tra cứu hồ sơ", "tra cứu tình trạng hồ sơ"),
)
PAGE = 5
PAGES = -(-len(SERVICES) // PAGE)


def on_page(page: int) -> dict[str, Service]:
    """The choices of a page by their key; pages are counted from 0 and go round."""
    first = page % PAGES * PAGE
    chosen = SERVICES[first : first + PAGE]
    return {str(key): service for key, service in enumerate(chosen, 1)}


def read_out(page: int) -> tuple[str, str]:
    """The choices of a page in words, then how to hear others."""
    choices = [f"{say_number(int(key))}, {one.name}" for key, one in on_page(page).items()]
    return (
        f"Anh chị nhấn phím: {'; '.join(choices)}.",
        f"Nhấn {say_number(int(NEXT_KEY))} để nghe việc khác, nhấn không để gặp cán bộ.",
    )
