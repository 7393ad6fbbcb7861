import './kiosk.css'
import { useCallback, useEffect, useState } from 'react'
import { useDevice, useDeviceState } from '../kit/device/device.tsx'
import type { KioskMenu, KioskOrder, KioskState } from '../kit/device/device-types.ts'
import { useTakeNewVersion } from '../kit/device/take-new-version.ts'
import { type Language, speak, useLanguage } from '../kit/language.ts'
import { type Basket, emptyBasket } from './basket.ts'
import { useIdle } from './idle.ts'
import { Attract } from './screens/attract.tsx'
import { BasketScreen } from './screens/basket-screen.tsx'
import { Closed } from './screens/closed.tsx'
import { MenuScreen } from './screens/menu-screen.tsx'
import { NumberScreen } from './screens/number-screen.tsx'
import { PayScreen } from './screens/pay-screen.tsx'
import { StillHere } from './screens/still-here.tsx'
import { WhereScreen } from './screens/where-screen.tsx'
import { useText } from './texts.ts'

type Step = 'attract' | 'where' | 'menu' | 'basket' | 'pay' | 'number'
type Visit = {
  step: Step
  basket: Basket
  orderTypeId: string | null
  phone: string | null
  order: KioskOrder | null
}
const nobody: Visit = {
  step: 'attract',
  basket: emptyBasket,
  orderTypeId: null,
  phone: null,
  order: null,
}

/** A guest's way from the first touch to the number that they wait for. */
export function KioskApp() {
  const t = useText()
  const { phase, picture } = useDeviceState<KioskState>()
  const menu = useKioskMenu(picture?.revision ?? null)
  const [visit, setVisit] = useState(nobody)
  const houseLanguage = useHouseLanguage()
  const leave = useCallback(() => {
    setVisit(nobody)
    void speak(houseLanguage)
  }, [houseLanguage])
  const isWatched = visit.step !== 'attract' && visit.step !== 'pay'
  const leftS = useIdle(isWatched, leave)
  useTakeNewVersion(visit.step === 'attract')
  useEffect(() => {
    document.title = `${t('kiosk.title')} · Trapeza`
  }, [t])
  const go = (change: Partial<Visit>) => setVisit((before) => ({ ...before, ...change }))
  const closed = phase === 'lost' ? 'lost' : (picture?.outOfOrder ?? null)
  // Money is on its way: nothing may cover what becomes of it.
  if (visit.step === 'pay' && visit.orderTypeId) {
    return (
      <PayScreen
        basket={visit.basket}
        orderTypeId={visit.orderTypeId}
        phone={visit.phone}
        onPaid={(order) => go({ step: 'number', order, basket: emptyBasket })}
        onBack={() => go({ step: 'basket' })}
        onLeave={leave}
      />
    )
  }
  if (visit.step === 'number' && visit.order) return <NumberScreen order={visit.order} onDone={leave} />
  if (closed || !picture || !menu) return <Closed why={closed} />
  return (
    <>
      {visit.step === 'attract' && <Attract menu={menu} onBegin={() => go({ step: 'where' })} />}
      {visit.step === 'where' && (
        <WhereScreen
          types={picture.orderTypes}
          onChoose={(orderTypeId) => go({ step: 'menu', orderTypeId })}
          onLeave={leave}
        />
      )}
      {visit.step === 'menu' && (
        <MenuScreen
          menu={menu}
          stops={picture.stopList}
          basket={visit.basket}
          onBasket={(basket) => go({ basket })}
          onShow={() => go({ step: 'basket' })}
          onLeave={leave}
        />
      )}
      {visit.step === 'basket' && (
        <BasketScreen
          menu={menu}
          stops={picture.stopList}
          basket={visit.basket}
          phone={visit.phone}
          onBasket={(basket) => go({ basket })}
          onPhone={(phone) => go({ phone })}
          onMore={() => go({ step: 'menu' })}
          onPay={() => go({ step: 'pay' })}
          onLeave={leave}
        />
      )}
      {leftS !== null && <StillHere seconds={leftS} onLeave={leave} />}
    </>
  )
}

/** The language that the kiosk was set to; guests change it for themselves only. */
function useHouseLanguage(): Language {
  const language = useLanguage()
  return useState(language)[0]
}

/** The menu, again when the office has changed it. */
function useKioskMenu(revision: string | null): KioskMenu | null {
  const { api } = useDevice()
  const [menu, setMenu] = useState<KioskMenu | null>(null)
  useEffect(() => {
    if (revision === null) return
    let isGone = false
    let timer: ReturnType<typeof setTimeout>
    const load = (): void => {
      api.get<KioskMenu>('/kiosk/menu').then(
        (loaded) => !isGone && setMenu(loaded),
        () => {
          timer = setTimeout(load, 2000)
        },
      )
    }
    load()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [api, revision])
  return menu
}
