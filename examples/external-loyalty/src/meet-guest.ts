import {
  FrontApiError,
  type OrderEditor,
  type Picture,
  type PluginContext,
  type ViewManager,
} from '@trapeza/plugin'
import { type Guest, type LoyaltyService, ServiceAway } from './loyalty-service.ts'
import { shown, wordsFor } from './words.ts'

/** Where an order keeps the guest's id of the programme: no name and no phone stand in the till's journal. */
export const guestKey = 'external-loyalty.guest'

type Order = Picture & { externalData?: Record<string, { value: string }> }
type DiscountType = { id: string; name: string; isActive: boolean; deleted: boolean }

/** The guest of an order, by their id of the programme; undefined: nobody. */
export const guestOf = (order: Order): string | undefined => order.externalData?.[guestKey]?.value

/** What a reader reads on the second track, or a scanner: the number of a card. */
const cardOf = (text: string): string =>
  text
    .replace(/^[%;]/, '')
    .replace(/[?=].*$/s, '')
    .trim()

/** Knows guests at the order's screen and gives their discount. */
export class Reception {
  readonly #ctx: PluginContext
  readonly #service: LoyaltyService

  constructor(ctx: PluginContext, service: LoyaltyService) {
    this.#ctx = ctx
    this.#service = service
  }

  /** A card was slided or scanned that the till does not know. True: it is of the programme, and was dealt with. */
  async card(text: string, order: Order, os: OrderEditor): Promise<boolean> {
    const { ui } = this.#ctx
    const words = wordsFor(this.#ctx)
    try {
      const guest = await this.#service.find({ card: cardOf(text) })
      if (!guest) return false
      await this.#bind(guest, order, os, (problem) => ui.error(problem))
      return true
    } catch (error) {
      if (!(error instanceof ServiceAway)) throw error
      // Whose card it is nobody can say now; the order goes on without.
      await ui.warn(words.goesOn)
      return false
    }
  }

  /** The button: asks for a card or a phone. */
  async ask(order: Order, os: OrderEditor, vm: ViewManager): Promise<void> {
    const words = wordsFor(this.#ctx)
    const said = await vm.input(words.ask, [{ kind: 'card' }, { kind: 'phone' }])
    if (!said) return
    try {
      const by = said.kind === 'phone' ? { phone: said.value } : { card: cardOf(said.value) }
      const guest = await this.#service.find(by)
      if (guest) await this.#bind(guest, order, os, (problem) => vm.error(problem))
      else await vm.error(words.unknown)
    } catch (error) {
      if (!(error instanceof ServiceAway)) throw error
      await vm.error(words.goesOn)
    }
  }

  /** Guest and discount in one edit session: both or neither. The till counts the discount as dishes come and go. */
  async #bind(
    guest: Guest,
    order: Order,
    os: OrderEditor,
    fail: (problem: string) => Promise<void>,
  ): Promise<void> {
    const { log, ui, operations } = this.#ctx
    const words = wordsFor(this.#ctx)
    const bound = guestOf(order)
    if (bound !== undefined && bound !== guest.id) return fail(words.other)
    const types = (await operations.getDiscountTypes()) as DiscountType[]
    const type = types.find(({ name, deleted }) => !deleted && name === guest.discount)
    if (guest.discount !== null && !type) log.warn(words.noDiscount, { discount: guest.discount })
    const at = { order: order.id }
    try {
      await os.submitChanges({
        session: crypto.randomUUID(),
        actions: [
          {
            name: 'addOrderExternalData',
            args: { ...at, key: guestKey, externalDataItem: { value: guest.id, isPublic: false } },
          },
          ...(type ? [{ name: 'addDiscount', args: { ...at, discount: type.id } }] : []),
        ],
      })
    } catch (error) {
      if (!(error instanceof FrontApiError)) throw error
      return fail(error.message)
    }
    const discount = type ? `, ${type.name}` : ''
    await ui.notify(`${guest.name}${discount}, ${words.bonuses}: ${shown(guest.balance)}`)
  }
}
