"""Words by what they are about, in groups finer than the fields: what the model knows of words that no example holds. They stand
in `topics.yaml`."""

from pathlib import Path

from understanding.vocabulary import phrases, read

FILE = Path(__file__).with_name("topics.yaml")
TOPICS: tuple[tuple[str, str], ...] = tuple((topic, phrase) for topic, text in read(FILE).items() for phrase in phrases(text))
