import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def ask_twice(ctx: wf.DaprWorkflowContext, question):
    manual = yield ctx.call_activity(search, input={'base': 'manual', 'question': question})
    wiki = yield ctx.call_activity(search, input={'base': 'wiki', 'question': question})
    yield ctx.wait_for_external_event('approved')
    return {'manual': manual['from'], 'wiki': wiki['from']}


@wfr.activity
def search(ctx, given):
    body = {'about': given['base'], 'question': given['question']}
    response = httpx.post('https://knowledge.example/searches', json=body)
    response.raise_for_status()
    return response.json()
