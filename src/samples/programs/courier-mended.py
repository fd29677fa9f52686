import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def send_order(ctx: wf.DaprWorkflowContext, order):
    if ctx.current_utc_datetime.hour < 12:
        yield ctx.call_activity(book_courier, input=order)
    else:
        yield ctx.call_activity(book_post, input=order)
    yield ctx.wait_for_external_event('packed')
    yield ctx.call_activity(mail_customer, input=order)


@wfr.activity
def book_courier(ctx, order):
    return post('https://parcels.example/parcels', {'order': order['id'], 'by': 'courier'})


@wfr.activity
def book_post(ctx, order):
    return post('https://parcels.example/parcels', {'order': order['id'], 'by': 'post'})


@wfr.activity
def mail_customer(ctx, order):
    body = {'to': order['email'], 'subject': 'It is on its way'}
    return post('https://mail.example/messages', body)


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
