from datetime import datetime

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def thank_customer(ctx: wf.DaprWorkflowContext, order):
    print('It is now', datetime.now().isoformat())
    yield ctx.call_activity(mail_thanks, input=order)
    yield ctx.call_activity(close_order, input=order)


@wfr.activity
def mail_thanks(ctx, order):
    body = {'to': order['email'], 'subject': 'Thank you'}
    response = httpx.post('https://mail.example/messages', json=body)
    response.raise_for_status()
    return response.json()


@wfr.activity
def close_order(ctx, order):
    return f"{order['id']} closed"
