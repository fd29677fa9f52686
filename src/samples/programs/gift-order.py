import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def gift_order(ctx: wf.DaprWorkflowContext, order):
    payment = yield ctx.call_activity(charge_card, input=order)
    gift = yield ctx.call_child_workflow(prepare_gift, input=order)
    parcel = yield ctx.call_activity(send_parcel, input={'order': order, 'gift': gift})
    return {'paid': payment['amount'], 'tracking': parcel['tracking']}


@wfr.workflow
def prepare_gift(ctx: wf.DaprWorkflowContext, order):
    stock = yield ctx.call_activity(reserve_stock, input=order)
    yield ctx.call_activity(send_card, input=order)
    return stock['id']


@wfr.activity
def charge_card(ctx, order):
    body = {'order': order['id'], 'amount': order['total']}
    return post('https://payments.example/charges', body)


@wfr.activity
def reserve_stock(ctx, order):
    body = {'order': order['id'], 'items': order['items']}
    return post('https://stock.example/reservations', body)


@wfr.activity
def send_card(ctx, order):
    body = {'to': order['email'], 'subject': 'A gift for you'}
    return post('https://mail.example/messages', body)


@wfr.activity
def send_parcel(ctx, given):
    body = {'order': given['order']['id'], 'from': given['gift']}
    return post('https://parcels.example/parcels', body)


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
