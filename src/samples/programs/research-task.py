import os
import random
import uuid
from datetime import datetime

import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def answer_task(ctx: wf.DaprWorkflowContext, task):
    begun = datetime.now()
    id = str(uuid.uuid4())
    style = os.environ['STYLE']
    searched = httpx.post(
        url='https://knowledge.example/searches',
        headers={'Idempotency-Key': f"search {task['id']}"},
        json={'about': task['question']},
    )
    found = searched.json()
    write = write_quickly if random.random() > 0.5 else write_carefully
    answer = yield ctx.call_activity(write, input={'task': task, 'style': style, 'sources': [found['id']]})
    yield ctx.call_activity(mail_answer, input={'task': task, 'id': id, 'text': answer['text']})
    return {'id': id, 'ms': int((datetime.now() - begun).total_seconds() * 1000)}


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
