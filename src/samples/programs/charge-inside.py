import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def pay_and_send(ctx: wf.DaprWorkflowContext, order):
    response = httpx.post(
        'https://payments.example/charges',
        json={'order': order['id'], 'amount': order['total']},
    )
    payment = response.json()
    yield ctx.call_activity(send_parcel, input={'order': order, 'payment': payment['id']})
    return {'payment': payment['id']}


@wfr.activity
def send_parcel(ctx, given):
    body = {'order': given['order']['id'], 'payment': given['payment']}
    return post('https://parcels.example/parcels', body)


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
