import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def pay_and_send(ctx: wf.DaprWorkflowContext, order):
    payment = yield ctx.call_activity(charge_card, input=order)
    yield ctx.call_activity(send_parcel, input={'order': order, 'payment': payment['id']})
    return {'payment': payment['id']}


# An activity may call a service: its answer is kept, and no replay calls again.
@wfr.activity
def charge_card(ctx, order):
    body = {'order': order['id'], 'amount': order['total']}
    return post('https://payments.example/charges', body)


@wfr.activity
def send_parcel(ctx, given):
    body = {'order': given['order']['id'], 'payment': given['payment']}
    return post('https://parcels.example/parcels', body)


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
