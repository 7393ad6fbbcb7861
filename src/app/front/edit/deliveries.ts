/** Deliveries (front-api §2.7). */

import type { Contact } from '../../../domain/orders/order.ts'
import type { TillCommand } from '../../till/till-command.ts'
import type { Args } from '../arguments.ts'
import type { EditAction } from './edit-action.ts'
import { keepContact, placeDelivery, pointOf } from './place-deliveries.ts'
import { notSupported, type SessionPlan, type Subject } from './session-plan.ts'

const minuteMs = 60_000

const deliveryOf = (plan: SessionPlan, args: Args): Promise<Subject> =>
  plan.subject(args.ref(args.has('delivery') ? 'delivery' : 'order'), ['delivery'])

type Deed = Extract<TillCommand, { kind: `delivery.${string}`; orderId: string }>
type Said = Deed extends infer C ? (C extends Deed ? Omit<C, 'orderId'> : never) : never

/** A deed at a delivery that looks at nothing but its arguments. */
const deed = (name: string, say: (args: Args, plan: SessionPlan) => Said): EditAction => ({
  name,
  needs: 'deliveries:write',
  async plan(plan, args) {
    const { id } = await deliveryOf(plan, args)
    plan.emit({ ...say(args, plan), orderId: id } as Deed)
  },
})

/** Where it goes now: the person stays who they are. */
async function changeAddress(plan: SessionPlan, args: Args): Promise<void> {
  const { id, sale } = await deliveryOf(plan, args)
  if (sale?.kind !== 'delivery')
    throw notSupported('changeDeliveryAddress', 'a delivery of the session is made with its address')
  const contact: Contact = {
    ...(sale.contact ?? { phone: '', phoneExtension: null, customer: null }),
    deliveryPoint: pointOf(plan.place, args.part('address'), args),
  }
  const contactId = keepContact(plan, contact)
  const { deliveryZone, deliveryDuration } = sale.order
  plan.emit({
    kind: 'delivery.changeDeliveryPoint',
    orderId: id,
    contactId,
    deliveryZone: args.optionalText('zone', 200) ?? deliveryZone,
    deliveryDuration,
  })
}

const problemText = 1000

type Problem = { hasProblem: boolean; description: string | null }

/** The flag and its text are said apart, and each leaves the other. */
const problem = (name: string, say: (args: Args, before: Problem) => Problem): EditAction => ({
  name,
  needs: 'deliveries:write',
  async plan(plan, args) {
    const { id, sale } = await deliveryOf(plan, args)
    const stored = sale?.kind === 'delivery' ? sale.order.problem : null
    const before = plan.recall<Problem>(
      `problem of ${id}`,
      stored ?? { hasProblem: false, description: null },
    )
    const after = say(args, before)
    plan.remember(`problem of ${id}`, after)
    plan.emit({ kind: 'delivery.changeProblem', orderId: id, ...after })
  },
})

export const deliveryActions: readonly EditAction[] = [
  {
    name: 'createDeliveryOrder',
    needs: 'deliveries:write',
    creates: 'DeliveryOrder',
    plan: placeDelivery,
  },
  deed('changeDeliveryConfirmTime', (args) => ({
    kind: args.has('confirmTime') ? 'delivery.confirm' : 'delivery.cancelConfirmation',
  })),
  deed('printDeliveryBill', () => ({ kind: 'delivery.printBill' })),
  deed('prepareDeliveryForSending', () => statusOf('Waiting')),
  deed('sendDelivery', () => statusOf('OnWay')),
  deed('cancelSend', () => statusOf('Waiting')),
  deed('setDeliveryDelivered', (args) => ({
    ...statusOf('Delivered'),
    deliveryDate: args.optionalInstant('deliverTime'),
  })),
  deed('setDeliveryUndelivered', () => statusOf('OnWay')),
  deed('setDeliveryCloseTime', (args) =>
    args.has('closeTime')
      ? { kind: 'delivery.close', deliveryDate: null, payments: [] }
      : args.refuse('closeTime', 'must be said: the till opens no closed delivery again'),
  ),
  deed('cancelNewDelivery', (args) => ({
    kind: 'delivery.cancel',
    cancelCauseId: args.optionalId('cancelCause'),
    comment: args.optionalText('cancelComment', 500),
    movedOrderId: null,
    removalTypeId: args.optionalId('removalType'),
    removalComment: args.optionalText('removalComment', 255),
    userIdForWriteoff: args.optionalId('user'),
  })),
  deed('changeDeliveryCourier', (args) => ({
    kind: 'delivery.changeCourier',
    courierId: args.optionalId('courier'),
    isSelectedManually: args.flag('isCourierSelectedManually', true),
  })),
  deed('changeDeliveryEstimatedTimeOfArrival', (args) => ({
    kind: 'delivery.changeCourier',
    estimatedTime: args.optionalInstant('estimatedTimeOfArrival'),
    isSelectedManually: true,
  })),
  deed('changeDeliveryOperator', (args) => ({
    kind: 'delivery.changeOperator',
    operatorId: args.id('deliveryOperator'),
  })),
  deed('changeDeliveryExpectedDeliverTime', (args) => ({
    kind: 'delivery.changeCompleteBefore',
    completeBefore: args.instant('expectedDeliverTime'),
  })),
  deed('changeDeliveryComment', (args) => ({
    kind: 'delivery.changeComment',
    comment: args.optionalText('comment', 500),
  })),
  problem('changeDeliveryProblemStatus', (args, { description }) => ({
    hasProblem: args.flag('hasProblem'),
    description,
  })),
  problem('changeDeliveryProblemComment', (args, { hasProblem }) => ({
    hasProblem,
    description: args.optionalText('comment', problemText),
  })),
  { name: 'changeDeliveryAddress', needs: 'deliveries:write', plan: changeAddress },
  ...duringCreation(),
]

const statusOf = (status: 'Waiting' | 'OnWay' | 'Delivered') =>
  ({ kind: 'delivery.updateStatus', status, deliveryDate: null }) as const

/** What the till takes while the delivery is made, and keeps. */
function duringCreation(): EditAction[] {
  const said = (
    name: string,
    say: (
      placement: Extract<NonNullable<Subject['placement']>, { kind: 'delivery.place' }>,
      args: Args,
    ) => void,
  ): EditAction => ({
    name,
    needs: 'deliveries:write',
    async plan(plan, args) {
      const { placement } = await deliveryOf(plan, args)
      if (placement?.kind !== 'delivery.place')
        throw notSupported(name, 'the till takes it in the session that makes the delivery')
      say(placement, args)
    },
  })
  return [
    said('changeDeliveryMarketingSource', (placement, args) => {
      placement.marketingSourceId = args.id('marketingSource')
    }),
    said('changeDeliveryZone', (placement, args) => {
      placement.deliveryZone = args.optionalText('zone', 200)
    }),
    said('changeDeliveryDuration', (placement, args) => {
      placement.deliveryDuration = Math.ceil(args.whole('duration', minuteMs, 48 * 60 * minuteMs) / minuteMs)
    }),
    said('changeDeliverySplitBetweenPersons', (placement, args) => {
      const count = placement.guests?.count ?? 1
      placement.guests = { count, splitBetweenPersons: args.flag('splitBetweenPersons') }
    }),
  ]
}
