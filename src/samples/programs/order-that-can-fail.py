from datetime import timedelta

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def careful_order(ctx: wf.DaprWorkflowContext, order):
    undo = []
    try:
        stock = yield ctx.call_activity(reserve_stock, input=order)
        undo.append({'activity': release_stock, 'input': stock})

        approval = ctx.wait_for_external_event('approval')
        too_late = ctx.create_timer(timedelta(days=3))
        first = yield wf.when_any([approval, too_late])
        if first == too_late: raise RuntimeError('nobody approved it in three days')
        if not approval.get_result()['approved']: raise RuntimeError('it was not approved')

        payment = yield ctx.call_activity(charge_card, input=order)
        undo.append({'activity': return_money, 'input': {'order': order, 'payment': payment}})

        parcel = yield ctx.call_activity(send_parcel, input=order)
        return {'status': 'sent', 'tracking': parcel['tracking']}
    except Exception as error:
        for step in reversed(undo): yield ctx.call_activity(step['activity'], input=step['input'])
        return {'status': 'undone', 'because': str(error)}


@wfr.activity
def reserve_stock(ctx, order):
    body = {'order': order['id'], 'items': order['items']}
    return send('POST', 'https://stock.example/reservations', body)


@wfr.activity
def release_stock(ctx, stock):
    return send('DELETE', f"https://stock.example/reservations/{stock['id']}")


@wfr.activity
def charge_card(ctx, order):
    body = {'order': order['id'], 'amount': order['total']}
    return send('POST', 'https://payments.example/charges', body)


@wfr.activity
def return_money(ctx, given):
    body = {'order': given['order']['id'], 'amount': given['payment']['amount']}
    return send('POST', 'https://payments.example/refunds', body)


@wfr.activity
def send_parcel(ctx, order):
    return send('POST', 'https://parcels.example/parcels', {'order': order['id']})


def send(method, url, body=None):
    response = httpx.request(method, url, json=body)
    response.raise_for_status()
    return response.json()
