/** Creating and shaping orders (front-api §2.6.3, §2.6.5, §2.6.6). */

import type { PlaceTableOrder } from '../../../domain/orders/tables/commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { EditAction } from './edit-action.ts'
import { notSupported, type SessionPlan, type Subject } from './session-plan.ts'

const originNameMax = 20
const externalNumberMax = 50
const externalKeyMax = 256

/** What every placement has that nothing was said of. */
export const bareSale = () => ({
  ...{ guestId: null, hasCustomer: false, externalNumber: null, sourceKey: null, menuId: null },
  ...{ priceCategoryId: null, orderTypeId: null, discountCardTrack: null, loyalty: null, cheque: null },
  ...{ whenReceivedByApi: null, isExternal: false },
  ...{ items: [], combos: [], payments: [], tips: [], discounts: [], externalData: [] },
})

/** Only what the session makes can still be told so: the till keeps it for good. */
const placementOf = ({ placement }: Subject, operation: string): NonNullable<Subject['placement']> => {
  if (placement) return placement
  throw notSupported(operation, 'the till takes it while the order is made, in the session that makes it')
}

const tableOf = (plan: SessionPlan, args: Parameters<EditAction['plan']>[1]) =>
  plan.subject(args.ref('order'), ['tableOrder'])

/** The order that the session makes is placed in it; one that is there is priced anew. */
function changePriceCategory(plan: SessionPlan, subject: Subject, priceCategoryId: Uuid | null): void {
  const { placement, kind, id } = subject
  if (placement) placement.priceCategoryId = priceCategoryId
  else plan.emit({ kind: `${kind}.changePriceCategory`, orderId: id, priceCategoryId })
}

export const shapeOrders: readonly EditAction[] = [
  {
    name: 'createOrder',
    needs: 'orders:write',
    creates: 'Order',
    plan(plan, args, id) {
      const placement: PlaceTableOrder = {
        kind: 'tableOrder.place',
        orderId: id,
        ...bareSale(),
        contactId: null,
        tableIds: args.ids('tables'),
        guestCount: args.optionalWhole('estimatedGuestsCount', 1, 1000),
        seatsNobody: true,
        tabName: args.optionalText('tabName', 60),
        waiterId: args.optionalId('waiter') ?? plan.caller.actor?.employeeId ?? null,
        servicePrint: false,
      }
      plan.placeSale(placement)
    },
  },
  {
    name: 'changeOrderTables',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      plan.emit({ kind: 'tableOrder.changeTables', orderId: id, tableIds: args.ids('tables') })
    },
  },
  {
    name: 'changeOrderWaiter',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      plan.emit({ kind: 'tableOrder.changeWaiter', orderId: id, waiterId: args.id('waiter') })
    },
  },
  {
    name: 'changeEstimatedOrderGuestsCount',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      const guestCount = args.whole('estimatedGuestsCount', 1, 1000)
      plan.emit({ kind: 'tableOrder.changeGuestCount', orderId: id, guestCount })
    },
  },
  {
    name: 'setOrderType',
    needs: 'orders:write',
    async plan(plan, args) {
      placementOf(await plan.subject(args.ref('order')), 'setOrderType').orderTypeId = args.id('type')
    },
  },
  {
    name: 'changePriceCategory',
    needs: 'orders:write',
    async plan(plan, args) {
      const subject = await plan.subject(args.ref('order'))
      changePriceCategory(plan, subject, args.id('priceCategory'))
    },
  },
  {
    name: 'resetPriceCategory',
    needs: 'orders:write',
    async plan(plan, args) {
      changePriceCategory(plan, await plan.subject(args.ref('order')), null)
    },
  },
  {
    name: 'changeOrderOriginName',
    needs: 'orders:write',
    async plan(plan, args) {
      const originName = args.text('originName', originNameMax)
      const subject = await plan.subject(args.ref('order'))
      placementOf(subject, 'changeOrderOriginName').sourceKey = originName
    },
  },
  {
    name: 'changeOrderExternalNumber',
    needs: 'orders:write',
    async plan(plan, args) {
      const number = args.text('externalNumber', externalNumberMax)
      const subject = await plan.subject(args.ref('order'))
      placementOf(subject, 'changeOrderExternalNumber').externalNumber = number
    },
  },
  {
    name: 'changeOrderComment',
    needs: 'orders:write',
    async plan(plan, args) {
      const subject = await plan.subject(args.ref('order'))
      const comment = args.optionalText('comment')
      if (subject.kind === 'delivery')
        return plan.emit({ kind: 'delivery.changeComment', orderId: subject.id, comment })
      throw notSupported('changeOrderComment', 'only a delivery has a comment of its own')
    },
  },
  {
    name: 'markOrderAsTab',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      plan.emit({ kind: 'tableOrder.changeTabName', orderId: id, tabName: args.text('tabName', 60) })
    },
  },
  {
    name: 'convertToTableServiceOrder',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      plan.emit({ kind: 'tableOrder.changeTabName', orderId: id, tabName: null })
    },
  },
  {
    name: 'addOrderGuest',
    needs: 'orders:write',
    creates: 'Guest',
    async plan(plan, args, guestId) {
      const { id } = await tableOf(plan, args)
      plan.emit({ kind: 'tableOrder.addGuest', orderId: id, guestId, name: args.optionalText('name', 100) })
    },
  },
  {
    name: 'renameOrderGuest',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      const guest = args.has('guest') ? args.ref('guest') : args.ref('id')
      plan.checkStub(guest)
      plan.emit({
        ...{ kind: 'tableOrder.renameGuest', orderId: id, guestId: guest.id },
        name: args.optionalText('newName', 100),
      })
    },
  },
  {
    name: 'deleteOrderGuest',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      const guest = args.ref('guest')
      plan.checkStub(guest)
      plan.emit({ kind: 'tableOrder.removeGuest', orderId: id, guestId: guest.id })
    },
  },
  {
    name: 'addOrderExternalData',
    needs: 'orders:write',
    async plan(plan, args) {
      const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
      const item = args.part('externalDataItem')
      const entry = {
        key: args.text('key', externalKeyMax),
        value: item.text('value', 32_768),
        isPublic: item.flag('isPublic'),
      }
      if (subject.placement) {
        subject.placement.externalData.push(entry)
        return
      }
      const kind = subject.kind === 'delivery' ? 'delivery' : 'tableOrder'
      plan.emit({ kind: `${kind}.changeExternalData`, orderId: subject.id, externalData: [entry] })
    },
  },
  {
    name: 'deleteOrderExternalData',
    needs: 'orders:write',
    async plan(plan, args) {
      const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
      const key = args.text('key', externalKeyMax)
      const kind = subject.kind === 'delivery' ? 'delivery' : 'tableOrder'
      const { placement } = subject
      if (placement) {
        placement.externalData = placement.externalData.filter((entry) => entry.key !== key)
        return
      }
      const gone = { key, value: '', isPublic: false, isDeleted: true as const }
      plan.emit({ kind: `${kind}.changeExternalData`, orderId: subject.id, externalData: [gone] })
    },
  },
  {
    name: 'deleteOrder',
    needs: 'orders:write',
    async plan(plan, args) {
      const { id } = await tableOf(plan, args)
      plan.emit({
        ...{ kind: 'tableOrder.cancel', orderId: id },
        ...{ removalTypeId: null, removalComment: null, userIdForWriteoff: null },
      })
    },
  },
  {
    name: 'addClientToOrder',
    needs: 'orders:write',
    async plan(plan, args) {
      const subject = await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])
      const kind = subject.kind === 'delivery' ? 'delivery' : 'tableOrder'
      const guestId = args.id('client')
      plan.emit({ kind: `${kind}.setGuest`, orderId: subject.id, guestId, contactId: null })
    },
  },
  {
    name: 'removeOrderClient',
    needs: 'orders:write',
    async plan(plan, args) {
      const subject = await plan.subject(args.ref('order'), ['tableOrder'])
      plan.emit({ kind: 'tableOrder.setGuest', orderId: subject.id, guestId: null, contactId: null })
    },
  },
]
