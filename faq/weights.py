"""The trained part of the matcher: weights of features for each topic, and how sure a guess is. Read-only.

`make faq-model` writes the file; `Model.load` reads it. Topics that are no entry begin with "~".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faq.features import marked_features, pieces, word_features
from faq.lexical import Line
from faq.same_words import Table
from faq.wording import Wording, read_wording

FILE = Path(__file__).parent / "model" / "questions.npz"
NO_ENTRY = "~"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """`weights` is features x topics in steps of `steps` (one for each topic); `sure` belongs to faq.deciding.FACTS."""

    topics: Sequence[str]
    vocabulary: Mapping[str, int]
    rarity: Floats
    weights: NDArray[np.int8]
    steps: Floats
    bias: Floats
    sure: Sequence[float]
    fingerprint: str
    lines: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # shipped lines: as said and as compared, read already
    spelled: dict[str, dict[int | None, None]] = field(default_factory=dict)

    def line(self, topic: str, text: str, same: Table) -> Line:
        """A phrasing as it is compared; those that came with the model are read already."""
        known = self.lines.get(text)
        if known is None:
            wording = read_wording(text, same)
            return Line(topic, wording.folded, wording.words)
        return Line(topic, known[0], known[1].split())

    def scores(self, wording: Wording) -> Floats | None:
        """One score for each topic, about +1 where it is meant, -1 where it is not; None where nothing is known."""
        known = self.vocabulary
        found: dict[int | None, None] = dict.fromkeys(map(known.get, (*word_features(wording.words), *marked_features(wording))))
        for word, _ in wording.said:
            found.update(self._pieces(word))
        found.pop(None, None)
        if not found:
            return None
        ids = np.fromiter(found, dtype=np.intp, count=len(found))
        rarity = self.rarity[ids]
        rarity /= np.sqrt(rarity @ rarity)
        return (rarity @ self.weights[ids]) * self.steps + self.bias

    def _pieces(self, word: str) -> dict[int | None, None]:
        """Features of the letters of a word. Kept for the words of the content only: what citizens write is kept nowhere."""
        found = self.spelled.get(word)
        if found is None:
            found = dict.fromkeys(map(self.vocabulary.get, pieces(word)))
            if word in self.vocabulary:
                self.spelled[word] = found
        return found

    @classmethod
    def load(cls, file: Path = FILE) -> "Model":
        with np.load(file, allow_pickle=False) as stored:
            arrays: dict[str, Any] = {name: stored[name] for name in stored.files}
        words = bytes(arrays["vocabulary"]).decode().split("\n")
        return cls(
            topics=bytes(arrays["topics"]).decode().split("\n"),
            vocabulary=dict(zip(words, range(len(words)), strict=True)),
            rarity=arrays["rarity"].astype(np.float32),
            weights=arrays["weights"],
            steps=arrays["steps"],
            bias=arrays["bias"],
            sure=tuple(float(value) for value in arrays["sure"]),
            fingerprint=bytes(arrays["fingerprint"]).decode(),
            lines={text: (said, words) for text, said, words in _by_three(bytes(arrays["lines"]).decode())},
        )

    def save(self, file: Path = FILE) -> None:
        def letters(text: str) -> NDArray[np.uint8]:
            return np.frombuffer(text.encode(), dtype=np.uint8)

        np.savez_compressed(
            file,
            topics=letters("\n".join(self.topics)),
            vocabulary=letters("\n".join(self.vocabulary)),
            rarity=self.rarity.astype(np.float16),
            weights=self.weights,
            steps=self.steps.astype(np.float32),
            bias=self.bias.astype(np.float32),
            sure=np.array(self.sure, dtype=np.float64),
            fingerprint=letters(self.fingerprint),
            lines=letters("\n".join("\n".join((text, *read)) for text, read in self.lines.items())),
        )


def _by_three(text: str) -> Iterator[tuple[str, str, str]]:
    parts = text.split("\n")
    return zip(parts[0::3], parts[1::3], parts[2::3], strict=True)


@cache
def shipped() -> Model:
    """The model that comes with the program; read once."""
    return Model.load()
