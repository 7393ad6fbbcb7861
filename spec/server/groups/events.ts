import {
  type Group,
  int,
  list,
  type Members,
  noted,
  optional,
  repeated,
  text,
  type,
  uuid,
  xml,
} from '../describe.ts'

const period = {
  from_time: noted(
    'Inclusive, yyyy-MM-ddTHH:mm:ss.SSS by the clock of the server; the start of today where from_rev is not given either',
    optional(text),
  ),
  to_time: noted('Exclusive', optional(text)),
}
const query = { ...period, from_rev: noted('Inclusive: the last revision + 1', optional(int)) }

const types: Record<string, Members> = {
  EventsList: {
    event: repeated(type('Event')),
    revision: noted('Up to which events were told, inclusive', int),
  },
  Event: {
    id: uuid,
    date: noted('With the offset of the restaurant', text),
    type: text,
    departmentId: noted("A restaurant's own server tells its code, the chain's its id", optional(text)),
    attribute: repeated(type('EventAttribute')),
  },
  EventAttribute: { name: text, value: text, type: text },
  NewEvents: { event: repeated(type('NewEvent')), revision: optional(int) },
  NewEvent: {
    id: noted('Whoever gives one may repeat the call', optional(uuid)),
    date: noted('Now where it is not given', optional(text)),
    type: text,
    departmentId: optional(text),
    attribute: optional(repeated(type('NewEventAttribute'))),
  },
  NewEventAttribute: { name: text, value: text, type: optional(text) },
  EventsRequestData: {
    events: optional(list(text, 'event')),
    orderNums: optional(list(int, 'orderNum')),
  },
  EventGroup: { id: text, name: text, type: repeated(type('EventType')) },
  EventType: {
    attribute: repeated(type('EventTypeAttribute')),
    id: noted('What an event calls its type', text),
    name: text,
    severity: noted('0 low, 1 medium, 2 high', int),
  },
  EventTypeAttribute: { id: text, name: text },
  EventSession: {
    id: uuid,
    openTime: text,
    closeTime: noted('Absent: open', optional(text)),
    manager: optional(uuid),
    sessionNumber: int,
    cashRegisterNumber: int,
    operationDay: text,
    departmentId: text,
  },
}

const filter = { as: 'xml', root: 'eventsRequestData', of: type('EventsRequestData') } as const
const right = { right: 'B_VTJ', module: 2200, known: 'documented', source: '§18' } as const

/** The event log (server-api §18). */
export const events: Group = {
  area: 'Events',
  operations: {
    'GET /events': {
      ...right,
      summary: 'Events of a period, or from a revision on',
      since: '3.9',
      query,
      answer: xml('eventsList', type('EventsList')),
    },
    'POST /events': {
      ...right,
      summary: 'Events of some kinds and orders',
      since: '5.0',
      query,
      body: filter,
      answer: xml('eventsList', type('EventsList')),
    },
    'GET /events/metadata': {
      ...right,
      summary: 'Kinds of events with their attributes',
      since: '3.9',
      answer: xml('groupsList', list(type('EventGroup'), 'group')),
    },
    'POST /events/metadata': {
      ...right,
      summary: 'Some kinds of events with their attributes',
      since: '5.0',
      body: filter,
      answer: xml('groupsList', list(type('EventGroup'), 'group')),
    },
    'POST /events/add': {
      ...right,
      summary: 'Adds events of a client',
      since: '8.0.3',
      body: { as: 'xml', root: 'eventsList', of: type('NewEvents') },
      answer: xml('eventsList', type('EventsList')),
    },
    'GET /events/sessions': {
      ...right,
      summary: 'Cash shifts of a period (names of elements are not published)',
      since: '5.0',
      query: period,
      answer: xml('sessionsList', list(type('EventSession'), 'session')),
    },
  },
  types,
}
