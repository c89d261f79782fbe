"""`/start CODE`: binds a chat to the officer who was invited, or a group chat to an office."""

from db.tables import OfficeGroup
from handlers.engine.visit import Visit
from office.staff.linking import GroupCodeElsewhere, InvitationUnknown, Linked, link
from office.telling import office_name
from texts.vi.officer import staff as texts


def link_officer(visit: Visit, code: str) -> None:
    try:
        linked = link(visit, code, private=visit.chat.private, channel=visit.chat.channel)
    except InvitationUnknown:
        visit.say(texts.invitation_unknown())
    except GroupCodeElsewhere:
        visit.say(texts.group_code_elsewhere())
    else:
        _welcome(visit, linked)


def _welcome(visit: Visit, linked: Linked | OfficeGroup | None) -> None:
    locality = visit.desk.locality
    if linked is None:
        visit.say(texts.invitation_in_group())
    elif isinstance(linked, OfficeGroup):
        visit.say(texts.group_linked(office_name(locality, linked.authority, linked.body)))
    else:
        post = linked.post
        body = locality.bodies[post.body].name if post.body else None
        visit.say(texts.welcome(linked.name, texts.role(post.role), locality.units[post.authority].full_name, body))
        for card in linked.cards:
            visit.send(card.outgoing, card.case_id, card.telling)
        if linked.more:
            visit.say(texts.more_waiting(linked.more))
