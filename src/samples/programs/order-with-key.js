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
  const body = { order: order.id, items: order.items };
  return post('https://stock.example/reservations', body, `stock-${ctx.getWorkflowInstanceId()}`);
}

// The key is the same in every attempt, so the service can tell a second attempt from a second order.
async function chargeCard(ctx, order) {
  const key = `charge-${ctx.getWorkflowInstanceId()}`;
  return post('https://payments.example/charges', { order: order.id, amount: order.total }, key);
}

async function sendParcel(ctx, { order, stock }) {
  const body = { order: order.id, from: stock.id };
  return post('https://parcels.example/parcels', body, `parcel-${ctx.getWorkflowInstanceId()}`);
}

async function post(url, body, key) {
  const headers = { 'Idempotency-Key': key };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
