"""Parts of sentences that several texts share."""


def sender(name: str, phone: str) -> str:
    return ", ".join(filter(None, (name, phone))) or "không nêu tên"


def in_sentence(name: str) -> str:
    """A unit's name inside a sentence: “xã Đông Sơn”."""
    return name[:1].lower() + name[1:] if name.startswith(("Xã ", "Thị trấn ", "Phường ")) else name


def shortened(text: str, limit: int) -> str:
    """Cut after a whole word; a short piece becomes one line."""
    flat = " ".join(text.split()) if limit < 400 else text.strip()
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def clipped(text: str, limit: int = 200) -> str:
    """One line, cut anywhere."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
