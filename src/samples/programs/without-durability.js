export async function plainOrder(order) {
  await validate(order);
  const stock = await reserveStock(order);
  const payment = await chargeCard(order);
  const parcel = await sendParcel({ order, stock });
  return { tracking: parcel.tracking, paid: payment.amount };
}

export async function* durableOrder(ctx, order) {
  yield ctx.callActivity(validate, order);
  const stock = yield ctx.callActivity(reserveStock, order);
  const payment = yield ctx.callActivity(chargeCard, order);
  const parcel = yield ctx.callActivity(sendParcel, { order, stock });
  return { tracking: parcel.tracking, paid: payment.amount };
}

// An activity is given (ctx, input), plain code gives the input alone: both end with the input.
async function validate(...given) {
  const order = given.at(-1);
  if (order.items.length === 0) throw new Error('The order is empty.');
  return 'ok';
}

async function reserveStock(...given) {
  const order = given.at(-1);
  return post('https://stock.example/reservations', { order: order.id, items: order.items });
}

async function chargeCard(...given) {
  const order = given.at(-1);
  return post('https://payments.example/charges', { order: order.id, amount: order.total });
}

async function sendParcel(...given) {
  const { order, stock } = given.at(-1);
  return post('https://parcels.example/parcels', { order: order.id, from: stock.id });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
