export async function* payAndSend(ctx, order) {
  const payment = yield ctx.callActivity(chargeCard, order);
  yield ctx.callActivity(sendParcel, { order, payment: payment.id });
  return { payment: payment.id };
}

// An activity may call a service: its answer is kept, and no replay calls again.
async function chargeCard(ctx, order) {
  return post('https://payments.example/charges', { order: order.id, amount: order.total });
}

async function sendParcel(ctx, { order, payment }) {
  return post('https://parcels.example/parcels', { order: order.id, payment });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
