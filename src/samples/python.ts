import type { PythonReading } from './sample.ts';
import coinToss from './programs/coin-toss.py?raw';
import coinTossMended from './programs/coin-toss-mended.py?raw';
import courier from './programs/courier.py?raw';
import courierMended from './programs/courier-mended.py?raw';
import delivery from './programs/delivery.py?raw';
import deliveryMended from './programs/delivery-mended.py?raw';
import order from './programs/order.py?raw';
import orderWithKey from './programs/order-with-key.py?raw';
import ticket from './programs/ticket.py?raw';
import ticketMended from './programs/ticket-mended.py?raw';

/** Programs of samples as Dapr's Python SDK has them, by the name of their file. */
export const PYTHON = {
  order: { text: order, lines: [8, 9, 10, 11, 12, 13, 13] },
  orderWithKey: { text: orderWithKey, lines: [8, 9, 10, 11, 12, 13, 13] },
  coinToss: { text: coinToss, lines: [10, 11, 12, 13, 14, 14, 15, 15] },
  coinTossMended: { text: coinTossMended, lines: [10, 11, 12, 13, 14, 15, 15, 16, 16] },
  courier: { text: courier, lines: [10, 11, 12, 13, 14, 14, 15, 16, 16] },
  courierMended: { text: courierMended, lines: [8, 9, 10, 11, 12, 12, 13, 14, 14] },
  delivery: { text: delivery, lines: [10, 11, 12, 13, 14, 14, 15, 16, 16] },
  deliveryMended: { text: deliveryMended, lines: [10, 11, 12, 13, 14, 15, 15, 16, 17, 17] },
  ticket: { text: ticket, lines: [10, 11, 12, 13, 13] },
  ticketMended: { text: ticketMended, lines: [10, 11, 12, 13, 13] },
} as const satisfies Record<string, PythonReading>;
