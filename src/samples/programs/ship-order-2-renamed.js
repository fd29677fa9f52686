export async function* shipOrder(ctx, order) {
  const payment = yield ctx.callActivity(takePayment, order);
  yield ctx.waitForExternalEvent('packed');
  const parcel = yield ctx.callActivity(sendParcel, order);
  return { paid: payment.amount, tracking: parcel.tracking };
}

async function takePayment(ctx, order) {
  return post('https://payments.example/charges', { order: order.id, amount: order.total });
}

async function sendParcel(ctx, order) {
  return post('https://parcels.example/parcels', { order: order.id });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
