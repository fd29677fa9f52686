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
import approval from './programs/approval.py?raw';
import reminders from './programs/reminders.py?raw';
import researchTask from './programs/research-task.py?raw';
import researchTaskMended from './programs/research-task-mended.py?raw';
import shipOrder from './programs/ship-order.py?raw';
import shipOrderNext from './programs/ship-order-2.py?raw';
import shipOrderNamed from './programs/ship-order-2-named.py?raw';
import shipOrderPatched from './programs/ship-order-2-patched.py?raw';
import shipOrderRenamed from './programs/ship-order-2-renamed.py?raw';
import shipOrderReordered from './programs/ship-order-2-reordered.py?raw';
import twoSearches from './programs/two-searches.py?raw';
import twoSearchesNext from './programs/two-searches-2.py?raw';
import withoutDurability from './programs/without-durability.py?raw';

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
  approval: { text: approval, lines: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 19] },
  reminders: { text: reminders, lines: [10, 11, 12, 13, 14, 14] },
  researchTask: {
    text: researchTask,
    lines: [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 26],
  },
  researchTaskMended: {
    text: researchTaskMended,
    lines: [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 21],
  },
  shipOrder: { text: shipOrder, lines: [8, 9, 10, 11, 12, 12] },
  shipOrderNext: { text: shipOrderNext, lines: [8, 9, 10, 11, 12, 13, 13] },
  shipOrderNamed: { text: shipOrderNamed, lines: [8, 9, 10, 11, 12, 12] },
  shipOrderPatched: { text: shipOrderPatched, lines: [8, 9, 10, 10, 11, 12, 13, 14, 14] },
  shipOrderRenamed: { text: shipOrderRenamed, lines: [8, 9, 10, 11, 12, 12] },
  shipOrderReordered: { text: shipOrderReordered, lines: [8, 9, 10, 11, 12, 13, 13] },
  twoSearches: { text: twoSearches, lines: [8, 9, 10, 11, 12, 12] },
  twoSearchesNext: { text: twoSearchesNext, lines: [8, 9, 10, 11, 12, 12] },
  withoutDurability: { text: withoutDurability, lines: [8, 9, 10, 11, 12, 13, 13] },
} as const satisfies Record<string, PythonReading>;
