import uuid

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def open_ticket(ctx: wf.DaprWorkflowContext, order):
    ticket = str(uuid.uuid4())
    yield ctx.call_activity(mail_ticket, input={'order': order, 'ticket': ticket})
    return {'ticket': ticket}


@wfr.activity
def mail_ticket(ctx, given):
    body = {
        'to': given['order']['email'],
        'subject': f"Your ticket is {given['ticket']}",
    }
    response = httpx.post('https://mail.example/messages', json=body)
    response.raise_for_status()
    return response.json()
