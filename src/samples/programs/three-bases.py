import httpx
import dapr.ext.workflow as wf

wfr = wf.WorkflowRuntime()


@wfr.workflow
def answer_question(ctx: wf.DaprWorkflowContext, question):
    searches = []
    for base in ['manual', 'tickets', 'wiki']:
        searches.append(ctx.call_activity(search_base, input={'base': base, 'question': question}))
    hits = yield wf.when_all(searches)
    summary = yield ctx.call_activity(summarise, input={'question': question, 'hits': hits})
    return summary['text']


@wfr.activity
def search_base(ctx, given):
    body = {'about': given['base'], 'question': given['question']}
    return post('https://knowledge.example/searches', body)


@wfr.activity
def summarise(ctx, given):
    body = {'about': given['question'], 'sources': given['hits']}
    return post('https://model.example/summaries', body)


def post(url, body):
    response = httpx.post(url, json=body)
    response.raise_for_status()
    return response.json()
