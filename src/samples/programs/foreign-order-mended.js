export async function* sendOrder(ctx, order) {
  const rate = yield ctx.callActivity(readRate);
  if (rate < 1.1) {
    yield ctx.callActivity(chargeEuros, order);
  } else {
    yield ctx.callActivity(chargeDollars, order);
  }
  yield ctx.waitForExternalEvent('packed');
  yield ctx.callActivity(sendParcel, order);
}

// An activity may ask: the rate is kept, and every replay reads the same one.
async function readRate() {
  const answer = await fetch('https://rates.example/rates/EUR');
  const { rate } = await answer.json();
  return rate;
}

async function chargeEuros(ctx, order) {
  const body = { order: order.id, amount: order.total, currency: 'EUR' };
  return post('https://payments.example/charges', body);
}

async function chargeDollars(ctx, order) {
  const body = { order: order.id, amount: order.total, currency: 'USD' };
  return post('https://payments.example/charges', body);
}

async function sendParcel(ctx, order) {
  return post('https://parcels.example/parcels', { order: order.id });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
