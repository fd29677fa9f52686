import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def ship_order(ctx: wf.DaprWorkflowContext, order):
    payment = yield ctx.call_activity(charge_card, input=order)
    yield ctx.wait_for_external_event('packed')
    parcel = yield ctx.call_activity(send_parcel, input=order)
    return {'paid': payment['amount'], 'tracking': parcel['tracking']}


# New orders are started as ship_order_v2. ship_order is kept for those that began with it.
@wfr.workflow
def ship_order_v2(ctx: wf.DaprWorkflowContext, order):
    yield ctx.call_activity(reserve_stock, input=order)
    payment = yield ctx.call_activity(charge_card, input=order)
    yield ctx.wait_for_external_event('packed')
    parcel = yield ctx.call_activity(send_parcel, input=order)
    return {'paid': payment['amount'], 'tracking': parcel['tracking']}


@wfr.activity
def reserve_stock(ctx, order):
    body = {'order': order['id'], 'items': order['items']}
    return post('https://stock.example/reservations', body)


@wfr.activity
def charge_card(ctx, order):
    body = {'order': order['id'], 'amount': order['total']}
    return post('https://payments.example/charges', body)


@wfr.activity
def send_parcel(ctx, order):
    return post('https://parcels.example/parcels', {'order': order['id']})


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
