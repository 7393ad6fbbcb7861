import { expect, test } from 'vitest'
import { doorOf, doorTable } from './door-table.ts'

const chain = { kind: 'chain' }
const bare = { kind: 'default' }
const restaurant = (code: string) => ({ kind: 'restaurant', code })
const group = (code: string) => ({ kind: 'group', code })

test.each([
  ['/resto/api/auth?login=a&pass=b', 'server', chain],
  ['/resto', 'server', chain],
  ['/RESTO/get_server_info.jsp', 'server', chain],
  ['/rms/2/resto/api/v2/documents', 'server', restaurant('2')],
  ['/rms/%D0%BF1/resto', 'server', restaurant('п1')],
  ['/api/0/orders/add', 'biz', bare],
  ['//api//0/orders/add', 'biz', bare],
  ['/applicationMarket/settings', 'biz', bare],
  ['/api/1/deliveries/create', 'cloud', bare],
  ['/api/2/menu', 'cloud', bare],
  ['/api/v2/access_token', 'cloud', bare],
  ['/api/inventory/anything', 'cloud', bare],
  ['/api/v2/getAccessToken?userName=a', 'card', bare],
  ['/api/v2/guests/userWallets', 'card', bare],
  ['/api/login/2050', 'front', bare],
  ['/api/kitchenorders', 'front', bare],
  ['/api/orders/d750', 'front', bare],
  ['/till/taganka/api/login/2050', 'front', group('taganka')],
  ['/till/taganka/api/kitchenorders/23', 'front', group('taganka')],
  ['/v1/orders', 'front', bare],
  ['/jsonrpc', 'front', bare],
  ['/till/taganka/v1/stream?topics=order', 'front', group('taganka')],
  ['/till/taganka/api/login', 'till', group('taganka')],
  ['/till/taganka/api/board', 'till', group('taganka')],
  ['/till/taganka', 'till', group('taganka')],
  ['/callcentre/api/orders', 'callcentre', bare],
  ['/__/clock', 'console', bare],
])('%s belongs to %s', (url, family, place) => {
  expect(doorOf(url)).toMatchObject({ row: { family }, place })
})

test.each(['/', '/restored', '/rms', '/rms/2', '/rms/2/api', '/nowhere', '/%E0%A4%A'])(
  '%s is nobody’s',
  (url) => {
    expect(doorOf(url)).toBeNull()
  },
)

test('no row is hidden behind one above it', () => {
  for (const { pattern, family, scope } of doorTable) {
    expect(doorOf(pattern.replaceAll(/:\w+/g, 'x'))?.row).toEqual({ pattern, family, scope })
  }
})
