"""What plain rules make of a message: a score, a kind, whether somebody on duty is blamed. Features of the model, and its net."""

from dataclasses import dataclass

from cases.kinds import Kind
from understanding.reading import Reading

SHORT = 8  # words; a longer message is more than a greeting
STATEMENT = 7  # words that make a sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score`: log-odds that something is reported, proposed, complained of or denounced."""

    score: float
    kind: Kind
    about_officer: bool
    is_courtesy: bool
    is_cleared: bool  # what sounded like graft is none


def judge_message(reading: Reading) -> Verdict:
    return Verdict(_score(reading), _kind(reading), _about_officer(reading), _is_courtesy(reading), _is_cleared(reading))


def _score(reading: Reading) -> float:
    """Log-odds that something is reported, proposed, complained of or denounced."""
    return -1.9 + _told(reading) + _wished(reading) + _accused(reading) - _asked(reading)


def _told(reading: Reading) -> float:
    """A situation that is described."""
    tags = reading.tags
    told = min(2.4, 1.2 * tags["problem"]) + min(1.6, 0.8 * tags["trouble"]) + min(1.0, 0.6 * tags["lasting"])
    told += min(1.6, 0.5 * tags["telling"]) + min(1.0, 0.5 * tags["scene"]) + min(0.9, 0.03 * len(reading.words))
    told += min(1.3, 0.65 * reading.field_score) + (0.5 if reading.places.candidates else 0.0) + 0.5 * min(1, tags["report"])
    return told + _default_of_statements(reading)


def _default_of_statements(reading: Reading) -> float:
    """A sentence that tells of a public matter and asks for nothing else was sent to be acted on."""
    other = reading.asks or reading.any("service", "how", "thanks", "chat", "greeting", "status", "human")
    tells = reading.any("problem", "trouble", "telling", "lasting", "scene", "wish", "manners", "graft", "decision")
    return 0.8 if tells and not other and reading.field_score and len(reading.words) >= STATEMENT else 0.0


def _wished(reading: Reading) -> float:
    """A proposal, or a decision that is contested."""
    tags = reading.tags
    wished = min(2.5, 1.8 * tags["wish"]) + 1.2 * min(1, tags["should"]) + 0.4 * min(1, tags["do"]) + 0.6 * min(1, tags["handle"])
    wished += 1.2 * min(1, tags["complaint"] + tags["denounce"]) + 0.8 * min(1, tags["disagree"])
    return wished + ((0.8 * min(1, tags["review"]) + 0.5) if tags["decision"] else 0.0)


def _accused(reading: Reading) -> float:
    """Somebody on duty and what he does wrong; without him the words weigh less."""
    tags = reading.tags
    somebody = reading.any("officer", "office")
    graft = min(3.0, 1.5 * tags["graft"] + 0.8 * tags["lax"] + 2.5 * tags["hard_graft"])
    return graft * (1 if somebody else 0.6) + min(2.4, 1.6 * tags["manners"]) * (1 if somebody else 0.3)


def _asked(reading: Reading) -> float:
    """What speaks for a question, a look at a case, or talk."""
    tags = reading.tags
    asked = min(5.0, 1.5 * reading.asks) + 2.5 * min(1, tags["status"]) + 1.5 * min(1, tags["chat"])
    if reading.asks or not reading.any("wish", "trouble", "decision"):
        asked += 0.8 * min(2, tags["service"])
    if reading.asks >= 1 and reading.any("complaint", "denounce"):
        asked += 1.5  # how to make one
    return asked + (1.0 if tags["greeting"] and len(reading.words) < SHORT else 0.0)


def _is_courtesy(reading: Reading) -> bool:
    """Thanks for something done open nothing, unless the trouble goes on."""
    return reading.any("thanks") and not reading.any("trouble", "wish", "denounce", "complaint", "hard_graft")


def _is_cleared(reading: Reading) -> bool:
    return reading.any("cleared") and not reading.any("graft", "hard_graft", "denounce")


def _about_officer(reading: Reading) -> bool:
    """Whether somebody on public duty is blamed, not only his office."""
    if reading.any("officer"):
        return reading.any("graft", "hard_graft", "lax", "manners")
    return reading.any("office") and reading.any("manners", "hard_graft")


def _kind(reading: Reading) -> Kind:
    """By content, not by the word that the sender uses."""
    if _is_denunciation(reading):
        return "denunciation"
    contested = reading.any("complaint") or (reading.any("disagree", "review") and reading.any("own"))
    if reading.any("decision") and contested:
        return "complaint"
    asked_for = reading.any("should") or (reading.any("wish") and reading.any("do"))
    if asked_for or (reading.any("propose") and not reading.any("handle")):
        return "proposal"
    return "feedback"


def _is_denunciation(reading: Reading) -> bool:
    """An accusation: in so many words, or an official and money. How to make one is a question."""
    tags = reading.tags
    concrete = bool(reading.places.candidates) or reading.any("own", "evidence")
    if reading.asks >= 2 and not (concrete and reading.any("officer") and reading.any("hard_graft")):
        return False
    if reading.any("denounce"):
        return concrete or not reading.any("how")
    weight = tags["graft"] + 2 * tags["hard_graft"] + 0.5 * tags["lax"] + (0.5 if tags["evidence"] else 0.0)
    return weight >= 1 if reading.any("officer") else weight >= 2 and reading.any("office")
