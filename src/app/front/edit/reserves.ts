/** Reserves and banquets (front-api §2.8). */
import type { PlaceReserve, ReserveDetails } from '../../../domain/reserves/commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import { reserveCancelReasons } from '../model/enums.ts'
import type { EditAction } from './edit-action.ts'
import { clientOf, keepContact, regularCustomer } from './place-deliveries.ts'
import { constraint, type NewClient, notSupported, type SessionPlan, type Subject } from './session-plan.ts'
import { bareSale } from './shape-orders.ts'

const minuteMs = 60_000
/** Limits and what is usual (front-api §2.8). */
const longest = (23 * 60 + 59) * minuteMs
const shortest = 15 * minuteMs
const usual = { reserve: 120, banquet: 180 }
const commentMax = 250
const activityMax = 160

const reserveOf = (plan: SessionPlan, args: Args): Promise<Subject> =>
  plan.subject(args.ref(args.has('banquet') ? 'banquet' : 'reserve'), ['reserve'])

async function place(plan: SessionPlan, args: Args, id: Uuid, isBanquet: boolean): Promise<void> {
  const client = await clientOf(plan, args)
  if (!client) throw constraint('a reserve is for somebody: say the client')
  const phone = client.phone ?? args.text('phone', 40)
  const contact = { phone, phoneExtension: null, customer: client.customer, deliveryPoint: null }
  const duration = args.optionalWhole('duration', shortest, longest)
  const placement: PlaceReserve = {
    kind: 'reserve.place',
    orderId: id,
    ...bareSale(),
    guestId: client.guestId,
    hasCustomer: true,
    externalNumber: args.optionalText('externalId', 50),
    contactId: keepContact(plan, contact),
    isBanquet,
    guestCount: args.optionalWhole('guestsCount', 1, 1000) ?? 2,
    comment: args.optionalText('comment', commentMax),
    durationInMinutes:
      duration === null ? (isBanquet ? usual.banquet : usual.reserve) : Math.round(duration / minuteMs),
    shouldRemind: args.flag('shouldRemind'),
    tableIds: args.ids('tables'),
    estimatedStartTime: args.instant('estimatedStartTime'),
    eventType: args.optionalText('activityType', activityMax),
  }
  plan.placeSale(placement)
}

/** Of a reserve that the session makes it is part of what is placed; one that is there is changed. */
const said = (name: string, read: (args: Args) => Partial<ReserveDetails>): EditAction => ({
  name,
  needs: 'reserves:write',
  async plan(plan, args) {
    const { id, placement } = await reserveOf(plan, args)
    const changes = read(args)
    if (placement?.kind === 'reserve.place') Object.assign(placement, changes)
    else plan.emit({ kind: 'reserve.change', orderId: id, changes })
  },
})

/** The guests came: their tables are free for an order, which is opened at them. */
async function activate(plan: SessionPlan, args: Args, orderId: Uuid): Promise<void> {
  const { id, sale } = await reserveOf(plan, args)
  if (sale?.kind !== 'reserve' || sale.reserve.banquet)
    throw constraint('guests come for a reserve without an order; a banquet is started')
  const { tableIds, guestCount } = sale.reserve
  plan.emit({ kind: 'reserve.guestsCame', orderId: id })
  plan.placeSale({
    kind: 'tableOrder.place',
    orderId,
    ...bareSale(),
    contactId: null,
    tableIds,
    guestCount,
    tabName: null,
    waiterId: args.optionalId('waiter') ?? plan.caller.actor?.employeeId ?? null,
    servicePrint: false,
  })
}

export const reserveActions: readonly EditAction[] = [
  {
    name: 'createReserve',
    needs: 'reserves:write',
    creates: 'Reserve',
    plan: (plan, args, id) => place(plan, args, id, false),
  },
  {
    name: 'createBanquet',
    needs: 'reserves:write',
    creates: 'Reserve',
    plan: (plan, args, id) => place(plan, args, id, true),
  },
  {
    name: 'activateReserveAndBindToOrder',
    needs: 'reserves:write',
    creates: 'Order',
    plan: activate,
  },
  {
    name: 'startBanquet',
    needs: 'reserves:write',
    async plan(plan, args) {
      const { id } = await reserveOf(plan, args)
      plan.emit({ kind: 'reserve.guestsCame', orderId: id })
    },
  },
  {
    name: 'cancelReserve',
    needs: 'reserves:write',
    async plan(plan, args) {
      const { id } = await reserveOf(plan, args)
      const cancelReason = args.oneOf('reason', reserveCancelReasons)
      plan.emit({ kind: 'reserve.cancel', orderId: id, cancelReason })
    },
  },
  {
    name: 'reopenReserve',
    needs: 'reserves:write',
    async plan(plan, args) {
      const { id } = await reserveOf(plan, args)
      plan.emit({ kind: 'reserve.restore', orderId: id })
    },
  },
  {
    name: 'changeReserveTables',
    needs: 'reserves:write',
    async plan(plan, args) {
      const { id } = await reserveOf(plan, args)
      plan.emit({ kind: 'reserve.changeTables', orderId: id, tableIds: args.ids('tables') })
    },
  },
  {
    name: 'changeReserveEstimatedStartTime',
    needs: 'reserves:write',
    async plan(plan, args) {
      const { id } = await reserveOf(plan, args)
      const estimatedStartTime = args.instant('estimatedStartTime')
      plan.emit({ kind: 'reserve.changeStartTime', orderId: id, estimatedStartTime })
    },
  },
  said('changeReserveDuration', (args) => ({
    durationInMinutes: Math.round(args.whole('duration', shortest, longest) / minuteMs),
  })),
  said('changeReserveGuestsCount', (args) => ({ guestCount: args.whole('guestsCount', 1, 1000) })),
  said('changeReserveComment', (args) => ({ comment: args.optionalText('comment', commentMax) })),
  said('changeReserveReminder', (args) => ({ shouldRemind: args.flag('shouldRemind') })),
  {
    name: 'createClient',
    needs: 'clients:write',
    creates: 'Client',
    plan(plan, args, id) {
      plan.clients.set(id, {
        id,
        customer: regularCustomer({ name: args.text('name', 60) }),
        phone: mainPhone(args),
        isUsed: false,
      })
    },
  },
  ...clientChanges(),
]

/** By `Gender` of the original (front-api §8.12). */
const genders = { NotSpecified: 0, Male: 1, Female: 2 } as const

/** Somebody whom the session makes. */
function newClient(plan: SessionPlan, args: Args, operation: string): NewClient {
  const ref = args.ref('client')
  plan.checkStub(ref)
  const client = plan.clients.get(ref.id)
  if (!client) throw notSupported(operation, 'the cloud keeps guests of the book; the till makes new ones')
  return client
}

function mainPhone(args: Args): string {
  const phones = args.parts('phones')
  const main = phones.find((phone) => phone.flag('isMain')) ?? phones[0]
  return main?.text('phoneValue', 40) ?? args.refuse('phones', 'must name a phone')
}

/** What a session says of a guest whom it makes. */
function clientChanges(): EditAction[] {
  type Customer = NonNullable<ReturnType<SessionPlan['clients']['get']>>['customer']
  const change = (name: string, say: (customer: Customer, args: Args) => void): EditAction => ({
    name,
    needs: 'clients:write',
    plan(plan, args) {
      say(newClient(plan, args, name).customer, args)
    },
  })
  return [
    change('changeClientName', (customer, args) => {
      customer.name = args.text('name', 60)
    }),
    change('changeClientSurname', (customer, args) => {
      customer.surname = args.optionalText('surname', 60)
    }),
    change('changeClientComment', (customer, args) => {
      customer.comment = args.optionalText('comment', 1000)
    }),
    change('changeClientBirthDate', (customer, args) => {
      customer.birthdate = args.optionalDay('birthDate')
    }),
    change('changeClientEmails', (customer, args) => {
      const emails = args.parts('emails')
      const main = emails.find((one) => one.flag('isMain')) ?? emails[0]
      customer.email = main?.text('emailValue', 250) ?? null
    }),
    change('changeClientGender', (customer, args) => {
      customer.gender = args.oneOf('gender', genders)
    }),
    change('changeClientReceivesOrderStatusNotifications', (customer, args) => {
      customer.shouldReceiveOrderStatusNotifications = args.flag('receivesOrderStatusNotifications')
    }),
    {
      name: 'changeClientPhones',
      needs: 'clients:write',
      plan(plan, args) {
        const client = newClient(plan, args, 'changeClientPhones')
        client.phone = mainPhone(args)
      },
    },
  ]
}
