from datetime import timedelta

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def approve_order(ctx: wf.DaprWorkflowContext, order):
    yield ctx.call_activity(ask_manager, input=order)
    approval = ctx.wait_for_external_event('approval')
    too_late = ctx.create_timer(timedelta(days=3))
    first = yield wf.when_any([approval, too_late])
    if first == too_late: return {'status': 'nobody answered'}
    # Dapr's Python SDK cannot cancel a timer: it stays, and nobody waits for it.
    if not approval.get_result()['approved']: return {'status': 'rejected'}
    payment = yield ctx.call_activity(charge_card, input=order)
    return {'status': 'approved', 'paid': payment['amount']}


@wfr.activity
def ask_manager(ctx, order):
    body = {'to': 'manager@example.com', 'subject': f"Please approve {order['id']}"}
    return post('https://mail.example/messages', body)


@wfr.activity
def charge_card(ctx, order):
    body = {'order': order['id'], 'amount': order['total']}
    return post('https://payments.example/charges', body)


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
