from datetime import timedelta

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def send_reminders(ctx: wf.DaprWorkflowContext, given):
    yield ctx.call_activity(send_reminder, input=given)
    if given['round'] == 3: return {'reminders': given['round']}
    yield ctx.create_timer(timedelta(days=1))
    ctx.continue_as_new({**given, 'round': given['round'] + 1}, save_events=False)


@wfr.activity
def send_reminder(ctx, given):
    body = {'to': given['order']['email'], 'subject': f"Reminder {given['round']}"}
    response = httpx.post('https://mail.example/messages', json=body)
    response.raise_for_status()
    return response.json()
