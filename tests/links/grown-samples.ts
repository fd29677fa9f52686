import { sampleById } from '../../src/samples/catalogue.ts';

/** Samples that somebody has worked on, until they had 80 lines. */
interface Grown {
  name: string;
  sample: string;
  lines: number;
  source: string;
}

const sourceOf = (id: string): string => sampleById(id)?.source ?? '';

/** Steps of their own in the middle of an order, with the activities that they need. */
const order = sourceOf('order')
  .replace(
    'const payment =',
    `const discount = yield ctx.callActivity(lookUpDiscount, { customer: order.email, total: order.total });
  if (discount.percent > 0) order.total = Math.round(order.total * (1 - discount.percent / 100));
  const address = yield ctx.callActivity(checkAddress, order);
  if (!address.isKnown) {
    yield ctx.callActivity(sendMail, { to: order.email, subject: 'Where do you live?' });
    const answer = ctx.waitForExternalEvent('address');
    const tooLate = ctx.createTimer(7 * 24 * 60 * 60);
    const first = yield ctx.whenAny([answer, tooLate]);
    if (first === tooLate) return { status: 'given up' };
  }
  const payment =`,
  )
  .replace(
    'async function validate',
    `async function lookUpDiscount(ctx, { customer, total }) {
  if (total < 20) return { percent: 0 };
  const known = ['ada@example.com', 'grace@example.com'];
  return { percent: known.includes(customer) ? 10 : 0 };
}

async function checkAddress(ctx, order) {
  const response = await fetch('https://stock.example/addresses/' + order.id);
  if (response.status === 404) return { isKnown: false };
  return { isKnown: true, city: (await response.json()).city };
}

async function sendMail(ctx, { to, subject }) {
  return post('https://mail.example/messages', { to, subject });
}

async function sayThanks(ctx, { order, tracking }) {
  const text = 'Thank you for order ' + order.id + '. Follow your parcel with ' + tracking + '.';
  return post('https://mail.example/messages', { to: order.email, subject: 'On its way', text });
}

async function countPoints(ctx, order) {
  // One point for every full euro, and ten for the first order of a month.
  const points = Math.floor(order.total);
  const isFirst = order.id.endsWith('-1');
  return { customer: order.email, points: isFirst ? points + 10 : points };
}

async function validate`,
  )
  .replace(
    'return { tracking: parcel.tracking, paid: payment.amount };',
    `yield ctx.callActivity(sayThanks, { order, tracking: parcel.tracking });
  const { points } = yield ctx.callActivity(countPoints, order);
  ctx.setCustomStatus({ points });
  if (!ctx.isReplaying) console.log('order', order.id, 'is done');
  return { tracking: parcel.tracking, paid: payment.amount, points };`,
  );

const saga = sourceOf('saga')
  .replaceAll('undo', 'compensations')
  .replace("'it was not approved'", "'The manager did not approve it.'")
  .replace(
    'const payment =',
    `const insurance = yield ctx.callActivity(insure, { order, value: order.total });
    compensations.push({ activity: cancelInsurance, input: insurance });

    const payment =`,
  )
  .replace(
    "return { status: 'sent', tracking: parcel.tracking };",
    `const isUrgent = order.items.includes('medicine');
    if (isUrgent) yield ctx.callActivity(callCourier, { parcel, order });
    yield ctx.callActivity(tellCustomer, { order, tracking: parcel.tracking });
    return { status: 'sent', tracking: parcel.tracking, isUrgent };`,
  )
  .replace(
    'async function sendParcel',
    `async function callCourier(ctx, { parcel, order }) {
  return send('POST', 'https://parcels.example/couriers', { parcel: parcel.id, order: order.id });
}

async function tellCustomer(ctx, { order, tracking }) {
  const text = 'Your order is on its way: ' + tracking;
  return send('POST', 'https://mail.example/messages', { to: order.email, subject: text });
}

async function insure(ctx, { order, value }) {
  if (value < 10) return { id: 'none', premium: 0 };
  return send('POST', 'https://insurance.example/policies', { order: order.id, value });
}

async function cancelInsurance(ctx, insurance) {
  if (insurance.premium === 0) return 'nothing to cancel';
  return send('DELETE', \`https://insurance.example/policies/\${insurance.id}\`);
}

async function sendParcel`,
  );

export const GROWN: readonly Grown[] = [
  { name: 'an order that grew to twice its lines', sample: 'order', lines: 70, source: order },
  { name: 'an order that can fail, with 80 lines', sample: 'saga', lines: 80, source: saga },
];
