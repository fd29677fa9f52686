export async function* answerQuestion(ctx, question) {
  const searches = [];
  for (const base of ['manual', 'tickets', 'wiki']) {
    searches.push(ctx.callActivity(searchBase, { base, question }));
  }
  const hits = yield ctx.whenAll(searches);
  const summary = yield ctx.callActivity(summarise, { question, hits });
  return summary.text;
}

async function searchBase(ctx, { base, question }) {
  return post('https://knowledge.example/searches', { about: base, question });
}

async function summarise(ctx, { question, hits }) {
  return post('https://model.example/summaries', { about: question, sources: hits });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
