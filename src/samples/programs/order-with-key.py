import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def process_order(ctx: wf.DaprWorkflowContext, order):
    yield ctx.call_activity(validate, input=order)
    stock = yield ctx.call_activity(reserve_stock, input=order)
    payment = yield ctx.call_activity(charge_card, input=order)
    parcel = yield ctx.call_activity(send_parcel, input={'order': order, 'stock': stock})
    return {'tracking': parcel['tracking'], 'paid': payment['amount']}


@wfr.activity
def validate(ctx, order):
    if not order['items']:
        raise ValueError('The order is empty.')
    return 'ok'


@wfr.activity
def reserve_stock(ctx, order):
    body = {'order': order['id'], 'items': order['items']}
    return post('https://stock.example/reservations', body, f'stock-{ctx.workflow_id}')


# The key is the same in every attempt, so the service can tell a second attempt from a second order.
@wfr.activity
def charge_card(ctx, order):
    body = {'order': order['id'], 'amount': order['total']}
    return post('https://payments.example/charges', body, f'charge-{ctx.workflow_id}')


@wfr.activity
def send_parcel(ctx, given):
    body = {'order': given['order']['id'], 'from': given['stock']['id']}
    return post('https://parcels.example/parcels', body, f'parcel-{ctx.workflow_id}')


def post(url, body, key):
    response = httpx.post(url, json=body, headers={'Idempotency-Key': key})
    response.raise_for_status()
    return response.json()
