import { createContext, useContext } from 'react'
import type { PluginButton, PluginPayment, PluginPaymentTold, PluginPlace } from '../../kit/plugin-types.ts'

export type WhyNotPay = { reason: 'plugin' | 'notAllowed'; message: string }

/** What plugins add to this page. */
type OnPage = {
  buttons: readonly PluginButton[]
  press(button: PluginButton, place: PluginPlace): Promise<void>
  /** Null; or why one may not go to the payment, in words that were shown. */
  whyNotPay(place: PluginPlace): Promise<WhyNotPay | null>
  /** The payment that a plugin asks this page to open next; null: none. */
  asked: PluginPayment | null
  /** The till hears what becomes of it; what has ended or is refused is asked no more. */
  tellPayment(payment: PluginPayment, told: PluginPaymentTold): void
  /** The lines of a payment are others now. */
  sawPayment(place: PluginPlace, payments: readonly { typeId: string; sum: number }[]): void
}

/** Where no plugins are, nothing is added and nobody is asked. */
export const PluginContext = createContext<OnPage>({
  buttons: [],
  press: async () => {},
  whyNotPay: async () => null,
  asked: null,
  tellPayment: () => {},
  sawPayment: () => {},
})
export const usePlugins = (): OnPage => useContext(PluginContext)
