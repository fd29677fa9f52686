import type { PythonReading } from './sample.ts';
import chargeInside from './programs/charge-inside.py?raw';
import chargeInsideMended from './programs/charge-inside-mended.py?raw';
import coinToss from './programs/coin-toss.py?raw';
import coinTossMended from './programs/coin-toss-mended.py?raw';
import courier from './programs/courier.py?raw';
import courierMended from './programs/courier-mended.py?raw';
import delivery from './programs/delivery.py?raw';
import deliveryMended from './programs/delivery-mended.py?raw';
import foreignOrder from './programs/foreign-order.py?raw';
import foreignOrderMended from './programs/foreign-order-mended.py?raw';
import giftOrder from './programs/gift-order.py?raw';
import loggedClock from './programs/logged-clock.py?raw';
import orderThatCanFail from './programs/order-that-can-fail.py?raw';
import threeBases from './programs/three-bases.py?raw';
import order from './programs/order.py?raw';
import orderWithKey from './programs/order-with-key.py?raw';
import ticket from './programs/ticket.py?raw';
import ticketMended from './programs/ticket-mended.py?raw';

/** Programs of samples as Dapr's Python SDK has them, by the name of their file. */
export const PYTHON = {
  order: { text: order, lines: [8, 9, 10, 11, 12, 13, 13] },
  orderWithKey: { text: orderWithKey, lines: [8, 9, 10, 11, 12, 13, 13] },
  orderThatCanFail: {
    text: orderThatCanFail,
    lines: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 29, 29],
  },
  giftOrder: { text: giftOrder, lines: [8, 9, 10, 11, 12, 12] },
  loggedClock: { text: loggedClock, lines: [10, 11, 12, 13, 13] },
  threeBases: { text: threeBases, lines: [8, 9, 10, 11, 11, 12, 13, 14, 14] },
  coinToss: { text: coinToss, lines: [10, 11, 12, 13, 14, 14, 15, 15] },
  coinTossMended: { text: coinTossMended, lines: [10, 11, 12, 13, 14, 15, 15, 16, 16] },
  courier: { text: courier, lines: [10, 11, 12, 13, 14, 14, 15, 16, 16] },
  courierMended: { text: courierMended, lines: [8, 9, 10, 11, 12, 12, 13, 14, 14] },
  delivery: { text: delivery, lines: [10, 11, 12, 13, 14, 14, 15, 16, 16] },
  deliveryMended: { text: deliveryMended, lines: [10, 11, 12, 13, 14, 15, 15, 16, 17, 17] },
  ticket: { text: ticket, lines: [10, 11, 12, 13, 13] },
  ticketMended: { text: ticketMended, lines: [10, 11, 12, 13, 13] },
  foreignOrder: { text: foreignOrder, lines: [8, 9, 10, 11, 12, 13, 14, 14, 15, 16, 16] },
  foreignOrderMended: { text: foreignOrderMended, lines: [8, 9, 10, 11, 12, 13, 13, 14, 15, 15] },
  chargeInside: { text: chargeInside, lines: [8, 9, 10, 11, 12, 13, 14, 15, 15] },
  chargeInsideMended: { text: chargeInsideMended, lines: [8, 9, 10, 11, 11] },
} as const satisfies Record<string, PythonReading>;
