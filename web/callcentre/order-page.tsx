import { useEffect, useState } from 'react'
import { Button } from '../kit/controls.tsx'
import { AddressStep } from './address-step.tsx'
import { type Draft, dishesAgain, newDraft } from './draft.ts'
import { GuestStep } from './guest-step.tsx'
import { MenuStep } from './menu-step.tsx'
import { goTo, type Step, steps } from './route.ts'
import { SendStep } from './send-step.tsx'
import type { StepProps } from './step-props.ts'
import { useText } from './texts.ts'
import { useCheck } from './use-check.ts'
import { useMenu } from './use-menu.ts'

type OrderPageProps = { step: Step; draft: Draft; onDraft: StepProps['onDraft'] }

/** An order on the phone, step by step; any step may be gone back to. */
export function OrderPage({ step, draft, onDraft }: OrderPageProps) {
  const t = useText()
  const check = useCheck(draft, onDraft)
  const menu = useMenu(draft.target)
  const { repeat } = draft
  useEffect(() => {
    if (!repeat || !menu) return
    onDraft((before) => ({ ...before, ...dishesAgain(repeat, menu.menu, menu.stopList), repeat: null }))
  }, [repeat, menu, onDraft])
  const [isBegun] = useState(() => draft.phone !== '')
  useEffect(() => {
    // An order that has no guest yet begins with the guest, wherever a link leads to.
    if (step !== 'guest' && draft.about === null && !isBegun) goTo('order', 'guest')
  }, [step, draft.about, isBegun])
  const props = { draft, onDraft, check }
  return (
    <div className="cc-order">
      <h1 className="visually-hidden">{t('cc.order')}</h1>
      <div className="cc-steps">
        <nav aria-label={t('cc.order')}>
          {steps.map((one, index) => (
            <a
              key={one}
              className="cc-step"
              href={`#/order/${one}`}
              aria-current={one === step ? 'step' : undefined}
              data-step={one}
            >
              <span className="cc-step-number">{index + 1}</span>
              {t(`cc.step.${one}`)}
            </a>
          ))}
        </nav>
        <Button
          look="quiet"
          icon="plus"
          onClick={() => {
            onDraft(() => newDraft())
            goTo('order', 'guest')
          }}
        >
          {t('cc.new')}
        </Button>
      </div>
      {step === 'guest' && <GuestStep {...props} />}
      {step === 'address' && <AddressStep {...props} />}
      {step === 'dishes' && <MenuStep {...props} here={menu} />}
      {step === 'send' && <SendStep {...props} />}
    </div>
  )
}
