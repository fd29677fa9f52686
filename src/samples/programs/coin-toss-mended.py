import random

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def thank_customer(ctx: wf.DaprWorkflowContext, order):
    coin = yield ctx.call_activity(toss_coin)
    if coin > 0.5:
        yield ctx.call_activity(mail_voucher, input=order)
    else:
        yield ctx.call_activity(mail_gift, input=order)
    yield ctx.call_activity(close_order, input=order)


# An activity may draw: its answer is kept, and every replay reads the same one.
@wfr.activity
def toss_coin(ctx):
    return random.random()


@wfr.activity
def mail_voucher(ctx, order):
    return mail(order, 'A voucher for you')


@wfr.activity
def mail_gift(ctx, order):
    return mail(order, 'A gift for you')


@wfr.activity
def close_order(ctx, order):
    return f"{order['id']} closed"


def mail(order, subject):
    body = {'to': order['email'], 'subject': subject}
    response = httpx.post('https://mail.example/messages', json=body)
    response.raise_for_status()
    return response.json()
