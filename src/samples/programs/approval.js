import { whenAny } from '@microsoft/durabletask-js';

export async function* approveOrder(ctx, order) {
  yield ctx.callActivity(askManager, order);
  const approval = ctx.waitForExternalEvent('approval');
  const tooLate = ctx.createTimer(3 * 24 * 60 * 60);
  const first = yield whenAny([approval, tooLate]);
  if (first === tooLate) return { status: 'nobody answered' };
  tooLate.cancel();
  if (!approval.result.approved) return { status: 'rejected' };
  const payment = yield ctx.callActivity(chargeCard, order);
  return { status: 'approved', paid: payment.amount };
}

async function askManager(ctx, order) {
  return post('https://mail.example/messages', {
    to: 'manager@example.com',
    subject: `Please approve ${order.id}`,
  });
}

async function chargeCard(ctx, order) {
  return post('https://payments.example/charges', { order: order.id, amount: order.total });
}

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
