import uuid

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def open_ticket(ctx: wf.DaprWorkflowContext, order):
    ticket = yield ctx.call_activity(make_ticket)
    yield ctx.call_activity(mail_ticket, input={'order': order, 'ticket': ticket})
    return {'ticket': ticket}


# An activity may make an id: its answer is kept, and every replay reads the same one.
@wfr.activity
def make_ticket(ctx):
    return str(uuid.uuid4())


@wfr.activity
def mail_ticket(ctx, given):
    body = {
        'to': given['order']['email'],
        'subject': f"Your ticket is {given['ticket']}",
    }
    response = httpx.post('https://mail.example/messages', json=body)
    response.raise_for_status()
    return response.json()
