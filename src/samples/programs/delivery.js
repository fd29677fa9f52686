export async function* sendOrder(ctx, order) {
  if (process.env.DELIVERY === 'courier') {
    yield ctx.callActivity(bookCourier, order);
  } else {
    yield ctx.callActivity(bookPost, order);
  }
  yield ctx.waitForExternalEvent('packed');
  yield ctx.callActivity(mailCustomer, order);
}

async function bookCourier(ctx, order) {
  return post('https://parcels.example/parcels', { order: order.id, by: 'courier' });
}

async function bookPost(ctx, order) {
  return post('https://parcels.example/parcels', { order: order.id, by: 'post' });
}

async function mailCustomer(ctx, order) {
  return post('https://mail.example/messages', { to: order.email, subject: 'It is on its way' });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
