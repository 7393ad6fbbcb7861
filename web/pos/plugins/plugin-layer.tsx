import './plugins.css'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { afterPaint } from '../../kit/after-paint.ts'
import { useCardReader } from '../../kit/card-reader.ts'
import { type Language, useLanguage } from '../../kit/language.ts'
import type {
  PluginButton,
  PluginPayment,
  PluginPaymentTold,
  PluginPlace,
  ShownDialog,
} from '../../kit/plugin-types.ts'
import { useKitText } from '../../kit/texts.ts'
import { Refused } from '../../kit/till-api.ts'
import { problemText, useBoard, useTill, useTillState } from '../../kit/till-context.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { goTo, type Route } from '../model/route.ts'
import { PluginContext, type WhyNotPay } from './plugin-context.ts'
import { PluginDialogView } from './plugin-dialog.tsx'
import { usePluginText } from './texts.ts'
import { whenFree } from './when-free.ts'

/** Another language than the screen began with, or had until now, is told to plugins. */
function useLanguageTold(language: Language): void {
  const { api } = useTill()
  const told = useRef(language)
  useEffect(() => {
    if (told.current === language) return
    told.current = language
    // Nobody waits for it, as for which screen is shown.
    api.changedLanguage(language).catch(() => {})
  }, [api, language])
}

/** Tells which screen is shown; gives when the one before is left at the till, too. */
function useScreenTold(screen: string, place: PluginPlace, hasBoard: boolean): { current: Promise<void> } {
  const { api } = useTill()
  const left = useRef<Promise<void>>(Promise.resolve())
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each screen that is shown.
  useEffect(() => {
    if (!hasBoard) return
    // Nobody waits for it, the screen least of all, and a till without plugins has nobody to tell.
    afterPaint(() => void api.showedScreen(screen, place).catch(() => {}))
    return () => {
      left.current = new Promise((resolve) =>
        afterPaint(() => void api.leavePlugins().then(resolve, () => resolve())),
      )
    }
  }, [screen, place?.id, hasBoard])
  return left
}

/** Tells the till what becomes of a payment that a plugin asked for; what is over here is forgotten. */
function useTellPayment(
  forget: (paymentId: string) => void,
): (payment: PluginPayment, told: PluginPaymentTold) => void {
  const { api } = useTill()
  return useCallback(
    ({ paymentId }, told) => {
      // A till that is not there hears of the end of this page's line instead.
      api.toldPayment(paymentId, told).catch(() => {})
      if (told.state !== 'opened') forget(paymentId)
    },
    [api, forget],
  )
}

/** Buttons, dialogs and words of plugins over all screens of the till; what asked a screen ends when it is left. */
export function PluginLayer({ route, children }: { route: Route; children: ReactNode }) {
  const { api } = useTill()
  const { board } = useTillState()
  const toast = useToast()
  const language = useLanguage()
  const t = useKitText()
  const { buttons, dialogs, progress, forget, payments, forgetPayment, navigate } = usePluginWords()
  const place = placeOf(route)

  const [asked = null] = payments
  useGoingToPay(asked, place, navigate)
  const tellPayment = useTellPayment(forgetPayment)

  const showProblem = useCallback(
    (error: unknown) => toast(problemText(error, language, t), { isProblem: true }),
    [toast, language, t],
  )
  const left = useScreenTold(route.screen, place, board !== null)
  useLanguageTold(language)
  const say = usePluginText()
  // Where something else is open on top, it is asked what was read.
  const isAsked = (): boolean => place !== null && !document.querySelector('dialog[open]')
  useCardReader((text) => {
    if (!place) return
    const code = /^[;%]/.test(text) ? { card: text } : { barcode: text }
    api.scannedByPlugins(place, code).then((isHandled) => {
      if (!isHandled) toast(say('plugins.unknown'), { isProblem: true })
    }, showProblem)
  }, isAsked)

  const onPage = useMemo(
    () => ({
      buttons,
      press: (button: PluginButton, at: PluginPlace) =>
        api.pressPluginButton(button.id, at).catch(showProblem),
      sawPayment: (at: PluginPlace, payments: readonly { typeId: string; sum: number }[]) => {
        // Nobody waits for it, as for which screen is shown.
        api.showedPayment(at, payments).catch(() => {})
      },
      // Whoever is asked on this screen is not cut short by the one before.
      whyNotPay: (at: PluginPlace) =>
        left.current
          .then(() => api.enterPayment(at))
          .then(
            () => null,
            (error: unknown): WhyNotPay => {
              showProblem(error)
              const isVeto = error instanceof Refused && error.code === 'till.refused-by-plugin'
              const message = problemText(error, language, t).slice(0, wordsLengthMax)
              return { reason: isVeto ? 'plugin' : 'notAllowed', message }
            },
          ),
      ...{ asked, tellPayment },
    }),
    [api, buttons, showProblem, asked, tellPayment, language, t, left],
  )
  const [first] = dialogs
  return (
    <PluginContext value={onPage}>
      {children}
      {progress && !first && <Progress {...progress} />}
      {first && (
        <PluginDialogView
          key={first.dialogId}
          shown={first}
          onAnswer={(value) => {
            api.answerPluginDialog(first.dialogId, value).then(() => forget(first.dialogId), showProblem)
          }}
        />
      )}
    </PluginContext>
  )
}

const wordsLengthMax = 500

/** A payment that is asked for is at an order: that is opened, once nothing else is open here. */
function useGoingToPay(
  asked: PluginPayment | null,
  place: PluginPlace,
  navigate: (orderId: string) => void,
): void {
  const toast = useToast()
  const say = usePluginText()
  const isThere = asked?.orderId === place?.id
  useEffect(() => {
    if (!asked || isThere) return
    return whenFree(() => navigate(asked.orderId))
  }, [asked, isThere, navigate])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each payment.
  useEffect(() => {
    // Whoever is busy with something else reads what waits for them; the others see it open.
    if (asked && document.querySelector('dialog[open]'))
      toast(say('plugins.asks-payment', { plugin: asked.plugin }))
  }, [asked?.paymentId])
}

type ProgressOf = { plugin: string; text: string }

function Progress({ plugin, text }: ProgressOf) {
  const say = usePluginText()
  return (
    <div className="plugin-progress" role="status">
      <span className="plugin-progress-bar" aria-hidden="true" />
      <strong>{text}</strong>
      <span className="quiet">{say('plugins.works', { plugin })}</span>
    </div>
  )
}

/** What plugins said to this page and is still so. */
function usePluginWords() {
  const { api, live } = useTill()
  const { phase } = useTillState()
  const toast = useToast()
  const { tableOrders, reserves, deliveries } = useBoard()
  const [buttons, setButtons] = useState<readonly PluginButton[]>([])
  const [dialogs, setDialogs] = useState<readonly ShownDialog[]>([])
  const [payments, setPayments] = useState<readonly PluginPayment[]>([])
  const [progress, setProgress] = useState<ProgressOf | null>(null)
  const read = useCallback(() => {
    // A till that cannot be asked now is asked when it is back.
    api.plugins().then(
      (all) => {
        setButtons(all.buttons)
        setDialogs(all.dialogs)
        setPayments((known) => [...known, ...all.payments.filter(isNew(known))])
      },
      () => {},
    )
  }, [api])
  useEffect(() => {
    if (phase === 'live') read()
  }, [phase, read])
  useEffect(() => api.countDialogs(dialogs.length), [api, dialogs])
  const navigate = useCallback(
    (id: string) => {
      if (tableOrders.some((order) => order.id === id)) goTo({ screen: 'hall-order', of: 'table', id })
      else if (reserves.some((reserve) => reserve.id === id))
        goTo({ screen: 'hall-order', of: 'banquet', id })
      else if (deliveries.some((delivery) => delivery.id === id)) goTo({ screen: 'delivery', id })
    },
    [tableOrders, reserves, deliveries],
  )
  const forgetPayment = useCallback(
    (id: string): void => setPayments((all) => all.filter(({ paymentId }) => paymentId !== id)),
    [],
  )
  useEffect(
    () =>
      live.onPlugins((word) => {
        if (word.kind === 'buttons') return read()
        if (word.kind === 'notice')
          return toast(`${word.plugin}: ${word.text}`, { isProblem: word.level !== 'info' })
        if (word.screenId !== api.screenId) return
        switch (word.kind) {
          case 'dialog':
            return setDialogs((all) => [...all.filter(({ dialogId }) => dialogId !== word.dialogId), word])
          case 'dialogClosed':
            return setDialogs((all) => all.filter(({ dialogId }) => dialogId !== word.dialogId))
          case 'progress':
            return setProgress(word.text === null ? null : { plugin: word.plugin, text: word.text })
          case 'navigate':
            return navigate(word.orderId)
          case 'payment':
            return setPayments((known) => [...known, ...[word].filter(isNew(known))])
          case 'paymentWithdrawn':
            return forgetPayment(word.paymentId)
        }
      }),
    [api, live, navigate, read, toast, forgetPayment],
  )
  const forget = (id: string): void => setDialogs((all) => all.filter(({ dialogId }) => dialogId !== id))
  return { buttons, dialogs, progress, forget, payments, forgetPayment, navigate }
}

const isNew =
  (known: readonly PluginPayment[]) =>
  ({ paymentId }: PluginPayment): boolean =>
    known.every((one) => one.paymentId !== paymentId)

/** The order that a screen shows. */
function placeOf(route: Route): PluginPlace {
  if (route.screen === 'delivery') return { kind: 'delivery', id: route.id }
  if (route.screen !== 'hall-order') return null
  return { kind: route.of === 'table' ? 'tableOrder' : 'reserve', id: route.id }
}
