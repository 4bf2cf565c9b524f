"""Words that carry no topic: question words, particles, politeness."""

from vietnamese.normalise import fold

_LIST = """
    à á ạ ah ai anh ấy bà ba bác bạn bằng bao bây bên bị bỏ biết biểu bot bữa ca cả các cái cần
    cáng càng chắc chăng chẳng chào chị chỉ cho chớ chứ chưa chúng chút có coi con còn cơ cứ của
    cũng dạ đã đang dậy đây đâu để đến đi dì dùm dùng đó đoạn được đươi em gặp gấp gì giá giờ
    giùm giúp gởi gửi hả hãy hay hé hè hẹn hiện hiểu họ hoặc hỏi hôm hơn hông hong không khác
    khi khoảng khúc kia kìa kính là lại lắm làm lên liệu lúc luôn lượng má mà mấy mày mình mọi mong
    mức muốn mỗi một nà nãy này nay nên nếu ngay nghe nghen nha nhá nhanh nhất nhé nhe nhen nhỉ nhờ
    nhiêu nhiều như nhưng nó nói nọ nớ nữa nui ở ô ổng oi ơi ok okay ôn phải quá qua ra rằng rất
    ri riêng rồi rứa rùi sao sắp sẵn sau sếp sẽ số so sự ta tại tao tạm tầm tất thấy thầy thêm thế
    thể thì thím thiệt thiết thôi thứ thưa tin tính tình tỏ toàn tổng tới tôi trả trên trong
    trước trợ từ tui từng tụi tức ừ uh ủa và vẫn vầy vào vậy về vì việc với vô vừa vui xem xin
    xíu xong xuống ý ờ ừm kiểu tỉ báo cáo cập nhật thông đạt tăng giảm mới
"""

_ACCENTED = frozenset(_LIST.split())

FUNCTION_WORDS = frozenset(map(fold, _ACCENTED))
"""Folded words that may stand anywhere without changing what is asked about."""


def is_function_word(word: str) -> bool:
    """Whether a syllable carries no topic; one with diacritics must have those of the list."""
    lowered = word.lower()
    folded = fold(lowered)
    return lowered in _ACCENTED if lowered != folded else folded in FUNCTION_WORDS
