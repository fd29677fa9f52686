export async function* thankCustomer(ctx, order) {
  const coin = yield ctx.callActivity(tossCoin);
  if (coin > 0.5) {
    yield ctx.callActivity(mailVoucher, order);
  } else {
    yield ctx.callActivity(mailGift, order);
  }
  yield ctx.callActivity(closeOrder, order);
}

// An activity may draw: its answer is kept, and every replay reads the same one.
async function tossCoin() {
  return Math.random();
}

async function mailVoucher(ctx, order) {
  return mail(order, 'A voucher for you');
}

async function mailGift(ctx, order) {
  return mail(order, 'A gift for you');
}

async function closeOrder(ctx, order) {
  return `${order.id} closed`;
}

async function mail(order, subject) {
  const response = await fetch('https://mail.example/messages', {
    method: 'POST',
    body: JSON.stringify({ to: order.email, subject }),
  });
  if (!response.ok) throw new Error(`mail.example answered ${response.status}`);
  return response.json();
}
