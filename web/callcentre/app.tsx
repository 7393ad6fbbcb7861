import { useState } from 'react'
import { useChime } from '../kit/chime.ts'
import { Empty } from '../kit/controls.tsx'
import { AtTheDesk, Desk } from '../kit/desk/desk.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import { Calls } from './calls.tsx'
import { DeliveriesPage } from './deliveries-page.tsx'
import { DeskContext } from './desk-context.ts'
import { type Draft, newDraft } from './draft.ts'
import { OrderPage } from './order-page.tsx'
import { goTo, linkTo, useRoute } from './route.ts'
import { useText } from './texts.ts'
import type { Choices, PhoneCall, Who } from './types.ts'
import { useNews } from './use-news.ts'

/** The screen of a call centre's operator: calls, an order, deliveries that are under way. */
export function CallCentreApp() {
  const t = useText()
  return (
    <AtTheDesk<Who> title={t('cc.title')} hint={t('cc.login-hint')}>
      {(who, onLeave) => <CallCentre who={who} onLeave={onLeave} />}
    </AtTheDesk>
  )
}

function CallCentre({ who, onLeave }: { who: Who; onLeave: () => void }) {
  const t = useText()
  const route = useRoute()
  const news = useNews()
  const choices = useLoaded<Choices>('/choices')
  const [draft, setDraft] = useState<Draft>(() => newDraft())
  const ringing = news.calls.filter(({ isTaken }) => !isTaken).map(({ id }) => id)
  useChime(news.isLive ? ringing : null)
  const answer = (call: PhoneCall): void => {
    setDraft(newDraft(call.phone, call.id))
    goTo('order', 'guest')
  }
  const links = (['order', 'deliveries'] as const).map((section) => ({
    href: linkTo(section),
    label: t(`cc.${section}`),
    isCurrent: section === route.section,
  }))
  return (
    <Desk who={who} links={links} place={<Calls news={news} onAnswer={answer} />} onLeave={onLeave}>
      <WhenLoaded of={choices}>
        {(loaded) =>
          loaded.organizations.length === 0 ? (
            <Empty title={t('cc.no-restaurants')} />
          ) : (
            <DeskContext value={{ who, choices: loaded, news }}>
              {route.section === 'order' ? (
                <OrderPage key={draft.id} step={route.step} draft={draft} onDraft={setDraft} />
              ) : (
                <DeliveriesPage id={route.id} />
              )}
            </DeskContext>
          )
        }
      </WhenLoaded>
    </Desk>
  )
}
