"""All tables, a file a subject."""

from db.tables.base import Base, Instant
from db.tables.casework import Case, Clock, Event, File, Submission, Telling
from db.tables.content import Correction, Edition, Question
from db.tables.installation import Counter, DayOff, Setting
from db.tables.matters import Matter, MatterWord
from db.tables.people import Contact, OfficeGroup, Person, Post
from db.tables.queues import Chat, ChatSeq, Conversation, Inbox, Lease, Outbox, Timer

__all__ = [
    "Base",
    "Case",
    "Chat",
    "ChatSeq",
    "Clock",
    "Contact",
    "Conversation",
    "Correction",
    "Counter",
    "DayOff",
    "Edition",
    "Event",
    "File",
    "Inbox",
    "Instant",
    "Lease",
    "Matter",
    "MatterWord",
    "OfficeGroup",
    "Outbox",
    "Person",
    "Post",
    "Question",
    "Setting",
    "Submission",
    "Telling",
    "Timer",
]
