import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def send_order(ctx: wf.DaprWorkflowContext, order):
    answer = httpx.get('https://rates.example/rates/EUR')
    rate = answer.json()['rate']
    if rate < 1.1:
        yield ctx.call_activity(charge_euros, input=order)
    else:
        yield ctx.call_activity(charge_dollars, input=order)
    yield ctx.wait_for_external_event('packed')
    yield ctx.call_activity(send_parcel, input=order)


@wfr.activity
def charge_euros(ctx, order):
    body = {'order': order['id'], 'amount': order['total'], 'currency': 'EUR'}
    return post('https://payments.example/charges', body)


@wfr.activity
def charge_dollars(ctx, order):
    body = {'order': order['id'], 'amount': order['total'], 'currency': 'USD'}
    return post('https://payments.example/charges', body)


@wfr.activity
def send_parcel(ctx, order):
    return post('https://parcels.example/parcels', {'order': order['id']})


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
