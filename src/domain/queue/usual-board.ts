import type { Uuid } from '../../kernel/ids.ts'
import type { QueueBoard } from '../reference/books.ts'

/** The board of a till for which nobody has set one up: what guests carry away themselves, in two columns. */
export const usualBoard = (terminalGroupId: Uuid): QueueBoard => ({
  name: 'Выдача заказов',
  nameEn: 'Order pickup',
  terminalGroupId,
  template: 'columns',
  skin: 'night',
  orderTypeIds: [],
  sectionIds: [],
  withServedTables: false,
  withAccepted: true,
  withPacking: false,
  keepReadyMinutes: 15,
  keepCookingMinutes: 120,
  maxCooking: 24,
  maxReady: 12,
  prefix: '',
  digits: 0,
  prefersExternalNumber: false,
  names: 'none',
  sound: 'chime',
  voice: false,
  blinkSeconds: 12,
  language: 'both',
  colours: { cooking: null, ready: null },
  advertisement: { lines: [], image: null, seconds: 10 },
})
