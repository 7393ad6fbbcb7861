/**
 * Names of messages between cloud and till as the transport plugin writes them. `Orders/CreateOrder` and
 * `Orders/SetOrderError` are seen in the field (cloud-api §11.4); the others are built alike (unverified).
 */
const special: Readonly<Record<string, string>> = {
  'delivery.place': 'Orders/CreateOrder',
  'tableOrder.place': 'TableOrders/CreateOrder',
  'reserve.place': 'Reserves/CreateReserve',
  'notice.show': 'Notifications/Show',
}
const rooms: Readonly<Record<string, string>> = {
  delivery: 'Orders',
  tableOrder: 'TableOrders',
  reserve: 'Reserves',
  stopList: 'StopLists',
  shift: 'CashShifts',
  personalShift: 'PersonalShifts',
}

/** `delivery.addItems` → `Orders/AddItems`. */
export function routeOf(command: string): string {
  const [room = '', deed = ''] = command.split('.')
  return special[command] ?? `${rooms[room] ?? capital(room)}/${capital(deed)}`
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)
