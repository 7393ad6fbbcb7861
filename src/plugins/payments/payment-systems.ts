import type { PaymentSystem } from '../../app/till/paying/payment-system.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { RaiseOptions } from '../raise-hooks.ts'
import { PluginPaymentSystem } from './plugin-payment-system.ts'

/** The payment systems that plugins of a till have registered, by their keys. */
export const paymentSystemsOf =
  (options: RaiseOptions) =>
  (till: Till, key: string): PaymentSystem | null => {
    const session = options.host
      .sessions(till.terminalGroupId)
      .find(({ paymentSystems }) => paymentSystems.has(key))
    const system = session?.paymentSystems.get(key)
    return session && system ? new PluginPaymentSystem(options, session, system) : null
  }
