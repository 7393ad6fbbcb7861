import { demoId } from '../../src/seed/demo/demo-chain.ts'
import type { TestServer } from '../support/start-server.ts'
import { deliveriesOf, employeeId, noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'

// Level 3 of the parity ledger for people: who they are, when they work, where couriers are; notices and commands.

const courier = employeeId('5555')
const waiter = employeeId('4444')

async function books(server: TestServer): Promise<void> {
  const { organizationId } = server.till('pokrovka')
  const organizationIds = [organizationId]
  await server.post('/api/1/employees/couriers', { organizationIds })
  await server.post('/api/1/employees/couriers/by_role', { organizationIds, rolesToCheck: ['COUR', 'MNGR'] })
  await server.post('/api/1/employees/info', { organizationId, id: courier })
}

async function shifts(server: TestServer): Promise<void> {
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  const of = { organizationId, terminalGroupId, employeeId: waiter }
  const roleId = demoId('role', 'WAIT')
  const nowhere = { ...of, terminalGroupId: crypto.randomUUID() }
  await server.post('/api/1/employees/shift/clockin', { ...of, roleId })
  await server.settle()
  await server.post('/api/1/employees/shifts/by_courier', { employeeId: waiter })
  for (const body of [of, nowhere]) await server.post('/api/1/employees/shift/is_open', body)
  await server.post('/api/1/employees/shift/clockin', { ...nowhere, roleId })
  await server.post('/api/1/employees/shift/clockout', nowhere)
  await server.post('/api/1/employees/shift/clockout', of)
  await server.settle()
}

async function ways(server: TestServer): Promise<void> {
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  const login = await server.post('/till/pokrovka/api/login', { pin: '5555' }, null)
  const position = { latitude: 55.75, longitude: 37.61, at: server.clock.now() - 5000 }
  await server.post('/till/pokrovka/api/location', position, login.json.token)
  const organizationIds = [organizationId]
  const couriers = '/api/1/employees/couriers'
  await server.post(`${couriers}/active_location`, { organizationIds })
  await server.post(`${couriers}/active_location/by_terminal`, { organizationId, terminalGroupId })
  await server.post(`${couriers}/locations/by_time_offset`, { organizationIds, offsetInSeconds: 60 })
}

async function commands(server: TestServer): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const { organizationId } = shop
  const { id } = await shop.placed(shop.aPickup())
  const notice = { messageType: 'order_attention', organizationId, orderSource: 'site', orderId: id }
  await server.post('/api/1/notifications/send', { ...notice, additionalInfo: 'Гость просит позвонить' })
  await shop.done('change_comment', id, { comment: 'no bell' })
  await shop.refused('close', id)
  await server.till('pokrovka').unplug()
  const waiting = await server.post('/api/1/deliveries/change_comment', {
    organizationId,
    orderId: id,
    comment: '',
  })
  await shop.commandStatus(waiting.json.correlationId)
  server.till('pokrovka').plug()
  await server.settle()
}

holdAgainstSamples(
  [
    '/api/1/employees/couriers',
    '/api/1/employees/couriers/by_role',
    '/api/1/employees/info',
    '/api/1/employees/shift/clockin',
    '/api/1/employees/shift/clockout',
    '/api/1/employees/shift/is_open',
    '/api/1/employees/shifts/by_courier',
    '/api/1/employees/couriers/active_location',
    '/api/1/employees/couriers/active_location/by_terminal',
    '/api/1/employees/couriers/locations/by_time_offset',
    '/api/1/notifications/send',
    '/api/1/commands/status',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    await books(server)
    await shifts(server)
    await ways(server)
    await commands(server)
  },
)
