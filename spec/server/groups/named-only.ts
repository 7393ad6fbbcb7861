import { type Group, named, siblings } from '../describe.ts'

/*
 * Areas that nobody has described yet. Whoever builds one moves it into a file of its own (CONTRIBUTING.md); until then
 * its operations stand here by their names and answer 501 (server-api §17–§25).
 */

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

export const namedOnly: readonly Group[] = [others]
