/** Discounts and loyalty of an order (front-api §2.6.9). */
import type { DiscountInput } from '../../../domain/orders/commands.ts'
import type { Sale } from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Args } from '../arguments.ts'
import type { EditAction } from './edit-action.ts'
import { notSupported, type SessionPlan, type Subject, saleOf } from './session-plan.ts'

type Discounted = Subject & { kind: 'tableOrder' | 'delivery' }
const discounted = async (plan: SessionPlan, args: Args): Promise<Discounted> =>
  (await plan.subject(args.ref('order'), ['tableOrder', 'delivery'])) as Discounted

type Asked = { discounts?: DiscountInput[]; card?: string; removed?: Uuid[] }

const change = ({ id, kind }: Discounted, plan: SessionPlan, { discounts = [], card, removed = [] }: Asked) =>
  plan.emit({
    kind: `${kind}.changeDiscounts`,
    orderId: id,
    discounts,
    discountCardTrack: card ?? null,
    removedTypeIds: removed,
  })

const add = async (plan: SessionPlan, args: Args, sum: bigint | null): Promise<void> =>
  change(await discounted(plan, args), plan, {
    discounts: [{ source: 'RMS', discountTypeId: args.id('discount'), sum, positions: null }],
  })

/** Those dishes only; none named: the whole order again. */
async function select(plan: SessionPlan, args: Args): Promise<void> {
  const subject = await discounted(plan, args)
  const refs = [...args.refs('products'), ...args.refs('modifiers'), ...args.refs('components')]
  for (const ref of refs) plan.checkStub(ref)
  const positions = refs.length > 0 ? refs.map(({ id }) => id) : null
  const sum = args.optionalMoney('sum', plan.place.scale)
  const discountTypeId = args.id('discountType')
  change(subject, plan, { discounts: [{ source: 'RMS', discountTypeId, sum, positions }] })
}

type Loyalty = Pick<NonNullable<Sale['loyalty']>, 'coupon' | 'appliedManualConditions' | 'dynamicDiscounts'>

/** What the cashier says of the guest, with one thing said anew. */
async function changeLoyalty(
  plan: SessionPlan,
  args: Args,
  what: (before: Loyalty) => Partial<Loyalty>,
): Promise<void> {
  const { id, kind, sale } = await discounted(plan, args)
  const stored = (sale && saleOf(sale)?.loyalty) ?? null
  const nothing: Loyalty = { coupon: null, appliedManualConditions: [], dynamicDiscounts: [] }
  const before = plan.recall<Loyalty>(`loyalty of ${id}`, stored ?? nothing)
  const after = { ...before, ...what(before) }
  plan.remember(`loyalty of ${id}`, after)
  const { coupon, appliedManualConditions, dynamicDiscounts } = after
  plan.emit({
    kind: `${kind}.changeLoyalty`,
    orderId: id,
    coupon,
    manualConditionIds: appliedManualConditions,
    dynamicDiscounts,
  })
}

export const discountActions: readonly EditAction[] = [
  { name: 'addDiscount', needs: 'orders:write', plan: (plan, args) => add(plan, args, null) },
  {
    name: 'addFlexibleSumDiscount',
    needs: 'orders:write',
    plan: (plan, args) => add(plan, args, args.money('sum', plan.place.scale)),
  },
  {
    name: 'addDiscountByCardNumber',
    needs: 'orders:write',
    async plan(plan, args) {
      change(await discounted(plan, args), plan, { card: args.text('cardNumber', 250) })
    },
  },
  {
    name: 'deleteDiscount',
    needs: 'orders:write',
    async plan(plan, args) {
      const subject = await discounted(plan, args)
      const type = args.has('discountType')
        ? args.id('discountType')
        : args.part('discountItem').id('discountType')
      change(subject, plan, { removed: [type] })
    },
  },
  { name: 'changeSelectiveDiscount', needs: 'orders:write', plan: select },
  {
    name: 'changeOrderIikoCard5Coupons',
    needs: 'orders:write',
    plan(plan, args) {
      const coupons = args.texts('iikoCard5Coupons', 200)
      if (coupons.length > 1) throw notSupported('changeOrderIikoCard5Coupons', 'an order takes one coupon')
      return changeLoyalty(plan, args, () => ({ coupon: coupons[0] ?? null }))
    },
  },
  {
    name: 'changeOrderAppliedIikoCard5ManualConditions',
    needs: 'orders:write',
    plan: (plan, args) =>
      changeLoyalty(plan, args, () => ({ appliedManualConditions: args.ids('appliedManualConditions') })),
  },
  {
    name: 'changeOrderLoyaltyDynamicDiscounts',
    needs: 'orders:write',
    plan: (plan, args) =>
      changeLoyalty(plan, args, () => ({
        dynamicDiscounts: args.parts('dynamicDiscounts').map((part) => ({
          manualConditionId: part.id('id'),
          sum: part.money('sum', plan.place.scale),
        })),
      })),
  },
]
