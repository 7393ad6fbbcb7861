import { type Group, named, siblings } from '../describe.ts'

/*
 * Areas that nobody has described yet. Whoever builds one moves it into a file of its own (CONTRIBUTING.md); until then
 * its operations stand here by their names and answer 501 (server-api §17–§25).
 */

const events: Group = {
  area: 'Events',
  operations: {
    'GET /events': named('Events of a period'),
    'POST /events': named('Events of a period by a form'),
    ...siblings('GET POST', '/events', ['metadata'], () => named('Kinds of events')),
    'POST /events/add': named('Writes events'),
    'GET /events/sessions': named('Cash shifts as events see them'),
  },
}

const reports: Group = {
  area: 'Reports',
  operations: {
    'GET /v2/reports/egais/marks/list': named('Excise marks'),
  },
}

const edi: Group = {
  area: 'EDI',
  operations: {
    'GET /edi/{ediSystem}/orders/bySeller': named('Orders for a seller'),
    'PUT /edi/{ediSystem}/orders/ack': named('A seller has seen an order'),
    'PUT /edi/{ediSystem}/response': named('What a seller answers to an order'),
    'PUT /edi/{ediSystem}/invoice': named('The invoice of a seller'),
    'GET /edi/{ediSystem}/orders/list': named('Orders of a period'),
    'POST /edi/{ediSystem}/orders/create': named('Writes an order'),
    ...siblings('PUT', '/edi/{ediSystem}/orders', ['update', 'register', 'unregister', 'send'], (verb) =>
      named(`Orders: ${verb}`),
    ),
  },
}

const others: Group = {
  area: 'Others',
  operations: {
    ...siblings('POST', '/orders', ['add', 'checkCreate', 'checkAddress'], (name) =>
      named(`Delivery orders: ${name}`, 'wadl'),
    ),
    ...siblings(
      'GET',
      '/orders',
      ['info', 'deliveryOrders', 'deliveryHistory', 'deliveryHistoryByPhone'],
      (name) => named(`Delivery orders: ${name}`, 'wadl'),
    ),
    ...siblings(
      'GET',
      '/deliverySettings',
      ['getDeliveryTerminals', 'getDeliveryRestrictions', 'getDeliveryCourierMobileSettings'],
      (name) => named(`Settings of deliveries: ${name}`, 'wadl'),
    ),
    ...siblings(
      'GET',
      '/rmsSettings',
      [
        'getCouriers',
        'getEmployees',
        'getOrderTypes',
        'getPaymentTypes',
        'getRestaurantSections',
        'getRoles',
      ],
      (name) => named(`Settings of the restaurant: ${name}`, 'wadl'),
    ),
    'GET /stopLists/getDeliveryStopList': named('The stop list', 'wadl'),
    'POST /trans/add': named('Writes postings', 'wadl'),
    'POST /trans/list': named('Postings', 'wadl'),
    'POST /trans/list/byIds': named('Postings by ids', 'wadl'),
    ...siblings('POST', '/v2/push', ['subscribe', 'unsubscribe'], (name) => named(`Push: ${name}`, 'wadl')),
  },
}

export const namedOnly: readonly Group[] = [events, reports, edi, others]
