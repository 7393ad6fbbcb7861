/** Who moves the money of a payment: the bank's terminal of the till, or the payment system of a plugin (front-api §3.1). */
import type { Payment } from '../order.ts'
import type { TillContext } from '../till-context.ts'

/** `terminal`, the key of a plugin's system, or null: the cashier does, with cash or by their word. */
export function movedBy(
  ctx: TillContext,
  { id, kind }: Payment['type'],
): { terminal: true } | { system: string } | null {
  if (kind === 'Card') return ctx.hasTerminal ? { terminal: true } : null
  if (kind !== 'External') return null
  const system = ctx.catalog.find('paymentType', id)?.body.paymentSystem
  return system ? { system } : null
}

/** The key of a plugin's system that moves the money; null: it is somebody else. */
export function pluginOf(ctx: TillContext, type: Payment['type']): string | null {
  const by = movedBy(ctx, type)
  return by && 'system' in by ? by.system : null
}

/** The same as an attempt names it. */
export function systemOf(ctx: TillContext, type: Payment['type']): { system?: string } {
  const system = pluginOf(ctx, type)
  return system === null ? {} : { system }
}

/** Who took this money can be asked to give it back; what a plugin's system took is never given back without it. */
export const isGivenBackByBank = (ctx: TillContext, { type, bank }: Payment): boolean =>
  type.kind === 'External' ? bank !== undefined : ctx.hasTerminal
