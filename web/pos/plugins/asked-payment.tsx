import { useEffect, useRef } from 'react'
import type { PluginPayment, PluginPlace } from '../../kit/plugin-types.ts'
import { useToast } from '../../kit/toast-context.ts'
import { usePlugins } from './plugin-context.ts'
import { usePluginText } from './texts.ts'
import { whenFree } from './when-free.ts'

type Props = {
  place: NonNullable<PluginPlace>
  /** The payment of this order is open. */
  isOpen: boolean
  /** It may be paid now, as a button to pay says. */
  isOffered: boolean
  /** Why whoever is here may not; null: they may. */
  forbidden: string | null
  onOpen: () => void
}

/** On the screen of an order: opens its payment when a plugin asks for it, and tells how that ended. */
export function AskedPayment({ place, isOpen, isOffered, forbidden, onOpen }: Props) {
  const { asked, tellPayment, whyNotPay } = usePlugins()
  const say = usePluginText()
  const toast = useToast()
  const payment = asked?.orderId === place.id ? asked : null
  const opened = useRef<PluginPayment | null>(null)
  /** Plugins are asked whether it may be opened. */
  const asking = useRef<PluginPayment | null>(null)
  const tell = useRef(tellPayment)
  tell.current = tellPayment
  const why = forbidden ?? (isOffered ? null : say('plugins.cannot-pay'))
  const now = useRef({ why, whyNotPay, onOpen })
  now.current = { why, whyNotPay, onOpen }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each payment; what else it needs is of the moment.
  useEffect(() => {
    if (!payment || isOpen) return
    let isGivenUp = false
    const open = async (): Promise<void> => {
      const { why, whyNotPay, onOpen } = now.current
      if (why) toast(why, { isProblem: true })
      asking.current = payment
      const no = why ? ({ reason: 'notAllowed', message: why } as const) : await whyNotPay(place)
      asking.current = null
      // Somebody may have opened it meanwhile, or it is not wanted any more.
      if (isGivenUp) return
      if (no) tell.current(payment, { state: 'refused', ...no })
      else onOpen()
    }
    const stop = whenFree(() => void open())
    return () => {
      isGivenUp = true
      stop()
    }
  }, [payment?.paymentId, isOpen])

  useEffect(() => {
    if (!payment || !isOpen || opened.current?.paymentId === payment.paymentId) return
    opened.current = payment
    tell.current(payment, { state: 'opened' })
    // Only now does it lie above the form.
    toast(say('plugins.asks-payment', { plugin: payment.plugin }))
  }, [payment, isOpen, say, toast])
  useEffect(() => {
    const end = (): void => {
      if (opened.current) tell.current(opened.current, { state: 'ended' })
      opened.current = null
    }
    if (!isOpen) end()
    return () => {
      if (isOpen) end()
    }
  }, [isOpen])
  useEffect(
    () => () => {
      // Whoever goes meanwhile has left it.
      if (asking.current) tell.current(asking.current, { state: 'ended' })
    },
    [],
  )
  return null
}
