"""The files of the pages and the widget as they are sent: small, and asked after each time."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_COMMENTS = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
_INDENTATION = re.compile(r"\n\s+")


@dataclass(frozen=True)
class Asset:
    """A text file, compressed once.

    Attributes:
        media_type: With its charset.
        content: The file's bytes.
        compressed: The same, gzipped.
        tag: Changes with the content.
    """

    media_type: str
    content: bytes
    compressed: bytes
    tag: str

    @classmethod
    def of(cls, name: str, text: str) -> Asset:
        """The asset of a file's name and text; comments stay with the source."""
        ending = Path(name).suffix
        if ending in {".css", ".js"}:
            text = without_comments(text)
        content = text.encode()
        return cls(
            media_type=_MEDIA_TYPES[ending],
            content=content,
            compressed=gzip.compress(content, mtime=0),
            tag=f'"{hashlib.sha256(content).hexdigest()[:16]}"',
        )

    def response(self, request: Headers, **headers: str) -> Response:
        """The answer to a request: the file, or that the browser's copy is still the same.

        Args:
            request: The request's headers.
            headers: Further ones for the answer, `_` for `-`.
        """
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        # An update shows at once: the browser keeps the file and asks after it each time.
        sent |= {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if self.tag in request.get("if-none-match", ""):
            return Response(status_code=304, headers=sent)
        content = self.content
        if "gzip" in request.get("accept-encoding", ""):
            content = self.compressed
            sent["Content-Encoding"] = "gzip"
        return Response(content, media_type=self.media_type, headers=sent)


def without_comments(text: str) -> str:
    """A script or style sheet without comments of whole lines or blocks, and not indented."""
    return _INDENTATION.sub("\n", _COMMENTS.sub("", text)).strip() + "\n"


def read_folder(folder: Path) -> dict[str, str]:
    """The text files below `folder` by their path in it.

    Raises:
        OSError: a file cannot be read.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix in _MEDIA_TYPES)
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files}
