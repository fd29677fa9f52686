import os
import random
import uuid

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def answer_task(ctx: wf.DaprWorkflowContext, task):
    begun = ctx.current_utc_datetime
    id = yield ctx.call_activity(make_id)
    style = yield ctx.call_activity(read_style)
    found = yield ctx.call_activity(search, input=task)
    work = {'task': task, 'style': style, 'sources': [found['id']]}
    coin = yield ctx.call_activity(toss_coin)
    answer = yield ctx.call_activity(write_quickly if coin > 0.5 else write_carefully, input=work)
    yield ctx.call_activity(mail_answer, input={'task': task, 'id': id, 'text': answer['text']})
    return {'id': id, 'ms': int((ctx.current_utc_datetime - begun).total_seconds() * 1000)}


@wfr.activity
def make_id(ctx):
    return str(uuid.uuid4())


@wfr.activity
def read_style(ctx):
    return os.environ['STYLE']


@wfr.activity
def search(ctx, task):
    url = 'https://knowledge.example/searches'
    return post(url, f"search {task['id']}", {'about': task['question']})


@wfr.activity
def toss_coin(ctx):
    return random.random()


@wfr.activity
def write_quickly(ctx, work):
    task = work['task']
    body = {'about': task['question'], 'style': work['style'], 'sources': work['sources']}
    return post('https://model.example/summaries', f"quick {task['id']}", body)


@wfr.activity
def write_carefully(ctx, work):
    task = work['task']
    sources = [*work['sources'], 'the whole manual']
    body = {'about': task['question'], 'style': work['style'], 'sources': sources}
    return post('https://model.example/summaries', f"careful {task['id']}", body)


@wfr.activity
def mail_answer(ctx, given):
    task = given['task']
    body = {'to': task['email'], 'subject': f"Answer {given['id']}", 'text': given['text']}
    return post('https://mail.example/messages', f"mail {task['id']}", body)


# The service does the work once for each key, so a second request with the same key does no harm.
def post(url, key, body):
    response = httpx.post(url, json=body, headers={'Idempotency-Key': key})
    response.raise_for_status()
    return response.json()
