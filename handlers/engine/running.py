"""Runs the open flow's script until it waits or ends, then lets in what has waited: prompts first, then a shelved flow."""

from db.queues.messages import Incoming, Tap
from handlers.engine.conversation import FlowState
from handlers.engine.turn import Abandoned, NotForThisFlow, Rerun, Suspended, Turn
from handlers.engine.visit import Visit, button
from texts.vi.citizen import asking as texts


def run(visit: Visit, message: Incoming | None) -> bool:
    """Lets the open flow go on with `message`; False where a soft flow had no use for it and is gone."""
    while (flow := visit.state.active) is not None:
        try:
            visit.desk.flows[flow.flow].script(Turn(visit, message))
        except Suspended:
            return True
        except Rerun:
            message = None
            continue
        except NotForThisFlow:
            visit.state.active = None
            return False
        except Abandoned:
            visit.say(texts.cancelled())
        message = None
        if visit.state.active is flow:
            visit.state.active = None
            next_in_line(visit)
    return True


def next_in_line(visit: Visit) -> None:
    """One open question a chat: what waited comes when the flow has ended."""
    if visit.state.prompts:
        prompt = visit.state.prompts.pop(0)
        visit.new_flow(prompt.flow, prompt.arguments)
    elif visit.state.shelved:
        offer_to_resume(visit, visit.state.shelved[-1])


def offer_to_resume(visit: Visit, flow: FlowState) -> None:
    choices = [
        button("resume", "go", str(flow.run), texts.resume_go()),
        button("resume", "drop", str(flow.run), texts.resume_drop()),
    ]
    visit.say(texts.unfinished(texts.flow_name(flow.flow)), choices)


def resume_tapped(visit: Visit, tap: Tap) -> None:
    """The offer's buttons; an old one of a flow that has ended since changes nothing."""
    flow = next((flow for flow in visit.state.shelved if str(flow.run) == tap.value), None)
    if flow is not None and tap.key == "go":
        resume(visit, flow)
    elif flow is not None and tap.key == "drop":
        visit.state.shelved.remove(flow)
        visit.say(texts.cancelled())
    else:
        visit.say(texts.old_button())


def resume(visit: Visit, flow: FlowState) -> None:
    """Takes a shelved flow up again at its open question; another open one takes its place."""
    visit.state.shelved.remove(flow)
    visit.put_aside()
    visit.state.active = flow
    repeat_question(visit)


def repeat_question(visit: Visit) -> None:
    """Asks the open question once more."""
    flow = visit.state.active
    if flow is not None:
        flow.asked, flow.touched_at = None, visit.now
        run(visit, None)
