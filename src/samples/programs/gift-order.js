export async function* giftOrder(ctx, order) {
  const payment = yield ctx.callActivity(chargeCard, order);
  const gift = yield ctx.callChildWorkflow(prepareGift, order);
  const parcel = yield ctx.callActivity(sendParcel, { order, gift });
  return { paid: payment.amount, tracking: parcel.tracking };
}

export async function* prepareGift(ctx, order) {
  const stock = yield ctx.callActivity(reserveStock, order);
  yield ctx.callActivity(sendCard, order);
  return stock.id;
}

async function chargeCard(ctx, order) {
  return post('https://payments.example/charges', { order: order.id, amount: order.total });
}

async function reserveStock(ctx, order) {
  return post('https://stock.example/reservations', { order: order.id, items: order.items });
}

async function sendCard(ctx, order) {
  return post('https://mail.example/messages', { to: order.email, subject: 'A gift for you' });
}

async function sendParcel(ctx, { order, gift }) {
  return post('https://parcels.example/parcels', { order: order.id, from: gift });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
