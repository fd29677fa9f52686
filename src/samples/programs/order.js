export async function* processOrder(ctx, order) {
  yield ctx.callActivity(validate, order);
  const stock = yield ctx.callActivity(reserveStock, order);
  const payment = yield ctx.callActivity(chargeCard, order);
  const parcel = yield ctx.callActivity(sendParcel, { order, stock });
  return { tracking: parcel.tracking, paid: payment.amount };
}

async function validate(ctx, order) {
  if (order.items.length === 0) throw new Error('The order is empty.');
  return 'ok';
}

async function reserveStock(ctx, order) {
  return post('https://stock.example/reservations', { order: order.id, items: order.items });
}

async function chargeCard(ctx, order) {
  return post('https://payments.example/charges', { order: order.id, amount: order.total });
}

async function sendParcel(ctx, { order, stock }) {
  return post('https://parcels.example/parcels', { order: order.id, from: stock.id });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
