export async function* openTicket(ctx, order) {
  const ticket = yield ctx.callActivity(makeTicket);
  yield ctx.callActivity(mailTicket, { order, ticket });
  return { ticket };
}

// An activity may make an id: its answer is kept, and every replay reads the same one.
async function makeTicket() {
  return crypto.randomUUID();
}

async function mailTicket(ctx, { order, ticket }) {
  const response = await fetch('https://mail.example/messages', {
    method: 'POST',
    body: JSON.stringify({ to: order.email, subject: `Your ticket is ${ticket}` }),
  });
  if (!response.ok) throw new Error(`mail.example answered ${response.status}`);
  return response.json();
}
