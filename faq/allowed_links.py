"""The only hosts an answer may point to: official ones, so that nobody is led to a look-alike page."""

import re

ALLOWED_HOSTS = frozenset(
    {
        "dichvucong.gov.vn",
        "dichvucong.quangngai.gov.vn",
        "quangngai.gov.vn",
        "vneid.gov.vn",
        "chinhphu.vn",
        "vanban.chinhphu.vn",
        "bocongan.gov.vn",
        "dichvucong.bocongan.gov.vn",
        "dichvucong.baohiemxahoi.gov.vn",
        "baohiemxahoi.gov.vn",
        "thuedientu.gdt.gov.vn",
        "vbsp.org.vn",  # Ngân hàng Chính sách xã hội
        "cskh.cpc.vn",  # customers of the power company of the Central region
        "csgt.vn",  # traffic police
        "www.csgt.vn",
    }
)

_ENDINGS = "vn|com|net|org|info|biz|io|me|ly|app|xyz|top|site|online|shop|link|cc|co|gl|icu|club|vip|gg|tk"
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"'()“”]*", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w.-])(?:[a-z0-9-]+\.)+(?:{_ENDINGS})(?![\w-])", re.IGNORECASE)
_HTTPS = re.compile(r"https://([a-z0-9.-]+)(?:[/?#].*)?", re.IGNORECASE)


def foreign_links(text: str) -> list[str]:
    """Addresses in `text` that are not https to, or the bare name of, an allowed host."""
    urls = _URL.findall(text)
    found = [url for url in urls if not _is_allowed(url.rstrip(".,;:"))]
    bare = _BARE.findall(_URL.sub(" ", text))
    return found + [host for host in bare if host.lower() not in ALLOWED_HOSTS]


def _is_allowed(url: str) -> bool:
    match = _HTTPS.fullmatch(url)
    return match is not None and match[1].lower() in ALLOWED_HOSTS
