import { createContext, useContext } from 'react'
import type { PluginButton, PluginPlace } from '../../kit/plugin-types.ts'

/** What plugins add to this page. */
type OnPage = {
  buttons: readonly PluginButton[]
  press(button: PluginButton, place: PluginPlace): Promise<void>
  /** False: a plugin does not let one pay, and its words were shown. */
  mayPay(place: PluginPlace): Promise<boolean>
  /** The lines of a payment are others now. */
  sawPayment(place: PluginPlace, payments: readonly { typeId: string; sum: number }[]): void
}

/** Where no plugins are, nothing is added and nobody is asked. */
export const PluginContext = createContext<OnPage>({
  buttons: [],
  press: async () => {},
  mayPay: async () => true,
  sawPayment: () => {},
})
export const usePlugins = (): OnPage => useContext(PluginContext)
