export async function* thankCustomer(ctx, order) {
  console.log('It is now', new Date().toISOString());
  yield ctx.callActivity(mailThanks, order);
  yield ctx.callActivity(closeOrder, order);
}

async function mailThanks(ctx, order) {
  const response = await fetch('https://mail.example/messages', {
    method: 'POST',
    body: JSON.stringify({ to: order.email, subject: 'Thank you' }),
  });
  if (!response.ok) throw new Error(`mail.example answered ${response.status}`);
  return response.json();
}

async function closeOrder(ctx, order) {
  return `${order.id} closed`;
}
