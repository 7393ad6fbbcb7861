import type { Handlers } from '../../operation.ts'
import { addCustomer } from './add-customer.ts'
import { changes } from './changes.ts'
import { create } from './create.ts'
import { initByPosOrder, initByTable } from './init.ts'
import { byId, byTable } from './retrieve.ts'

/** Orders on tables (cloud-api §8.1–8.4). */
export const tableOrderHandlers = {
  '/api/1/order/create': create,
  '/api/1/order/by_id': byId,
  '/api/1/order/by_table': byTable,
  '/api/1/order/init_by_table': initByTable,
  '/api/1/order/init_by_posOrder': initByPosOrder,
  '/api/1/order/add_customer': addCustomer,
  ...changes,
} satisfies Handlers
