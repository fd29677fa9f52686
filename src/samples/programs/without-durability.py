import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def durable_order(ctx: wf.DaprWorkflowContext, order):
    yield ctx.call_activity(validate, input=order)
    stock = yield ctx.call_activity(reserve_stock, input=order)
    payment = yield ctx.call_activity(charge_card, input=order)
    parcel = yield ctx.call_activity(send_parcel, input={'order': order, 'stock': stock})
    return {'tracking': parcel['tracking'], 'paid': payment['amount']}


# The same as plain code: no engine keeps what is done.
def plain_order(order):
    check(order)
    stock = reserve(order)
    payment = charge(order)
    parcel = send(order, stock)
    return {'tracking': parcel['tracking'], 'paid': payment['amount']}


# Plain code cannot call what @wfr.activity has decorated, so both ways call the same functions.
@wfr.activity
def validate(ctx, order):
    return check(order)


@wfr.activity
def reserve_stock(ctx, order):
    return reserve(order)


@wfr.activity
def charge_card(ctx, order):
    return charge(order)


@wfr.activity
def send_parcel(ctx, given):
    return send(given['order'], given['stock'])


def check(order):
    if not order['items']:
        raise ValueError('The order is empty.')
    return 'ok'


def reserve(order):
    body = {'order': order['id'], 'items': order['items']}
    return post('https://stock.example/reservations', body)


def charge(order):
    body = {'order': order['id'], 'amount': order['total']}
    return post('https://payments.example/charges', body)


def send(order, stock):
    body = {'order': order['id'], 'from': stock['id']}
    return post('https://parcels.example/parcels', body)


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
