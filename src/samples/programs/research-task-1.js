export async function* answerTask(ctx, task) {
  const begun = Date.now();
  const id = crypto.randomUUID();
  const style = process.env.STYLE;
  const found = yield ctx.callActivity(search, task);
  const work = { task, style, sources: [found.id] };
  const answer = yield ctx.callActivity(Math.random() > 0.5 ? writeQuickly : writeCarefully, work);
  yield ctx.callActivity(mailAnswer, { task, id, text: answer.text });
  return { id, ms: Date.now() - begun };
}

async function search(ctx, task) {
  return post('https://knowledge.example/searches', `search ${task.id}`, { about: task.question });
}

async function writeQuickly(ctx, { task, style, sources }) {
  return post('https://model.example/summaries', `quick ${task.id}`, {
    about: task.question,
    style,
    sources,
  });
}

async function writeCarefully(ctx, { task, style, sources }) {
  return post('https://model.example/summaries', `careful ${task.id}`, {
    about: task.question,
    style,
    sources: [...sources, 'the whole manual'],
  });
}

async function mailAnswer(ctx, { task, id, text }) {
  return post('https://mail.example/messages', `mail ${task.id}`, {
    to: task.email,
    subject: `Answer ${id}`,
    text,
  });
}

// The key makes a second request harmless: the service knows it, and does the work once.
async function post(url, key, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
