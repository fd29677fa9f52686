export async function* carefulOrder(ctx, order) {
  const undo = [];
  try {
    const stock = yield ctx.callActivity(reserveStock, order);
    undo.push({ activity: releaseStock, input: stock });

    const approval = ctx.waitForExternalEvent('approval');
    const tooLate = ctx.createTimer(3 * 24 * 60 * 60);
    const first = yield ctx.whenAny([approval, tooLate]);
    if (first === tooLate) throw new Error('nobody approved it in three days');
    if (!approval.getResult().approved) throw new Error('it was not approved');

    const payment = yield ctx.callActivity(chargeCard, order);
    undo.push({ activity: returnMoney, input: { order, payment } });

    const parcel = yield ctx.callActivity(sendParcel, order);
    return { status: 'sent', tracking: parcel.tracking };
  } catch (error) {
    for (const step of undo.reverse()) yield ctx.callActivity(step.activity, step.input);
    return { status: 'undone', because: error.message };
  }
}

async function reserveStock(ctx, order) {
  return send('POST', 'https://stock.example/reservations', {
    order: order.id,
    items: order.items,
  });
}

async function releaseStock(ctx, stock) {
  return send('DELETE', `https://stock.example/reservations/${stock.id}`);
}

async function chargeCard(ctx, order) {
  return send('POST', 'https://payments.example/charges', { order: order.id, amount: order.total });
}

async function returnMoney(ctx, { order, payment }) {
  return send('POST', 'https://payments.example/refunds', {
    order: order.id,
    amount: payment.amount,
  });
}

async function sendParcel(ctx, order) {
  return send('POST', 'https://parcels.example/parcels', { order: order.id });
}

async function send(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
