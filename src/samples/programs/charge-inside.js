export async function* payAndSend(ctx, order) {
  const response = await fetch('https://payments.example/charges', {
    method: 'POST',
    body: JSON.stringify({ order: order.id, amount: order.total }),
  });
  const payment = await response.json();
  yield ctx.callActivity(sendParcel, { order, payment: payment.id });
  return { payment: payment.id };
}

async function sendParcel(ctx, { order, payment }) {
  return post('https://parcels.example/parcels', { order: order.id, payment });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
