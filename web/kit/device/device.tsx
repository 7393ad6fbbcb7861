import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { ChooseTill, EntranceSettings, EntranceSide } from '../entrance.tsx'
import { createFormat, type Format } from '../format.ts'
import { useLanguage } from '../language.ts'
import { PinPad } from '../pads.tsx'
import { readSetting, saveSetting } from '../settings.ts'
import { useKitText } from '../texts.ts'
import { listTills, Unreachable } from '../till-api.ts'
import { problemText } from '../till-context.tsx'
import type { TillChoice } from '../till-types.ts'
import { useClock } from '../use-clock.ts'
import { DeviceApi, enrolDevice } from './device-api.ts'
import { deviceId, pictureShelf, savedPass, savePass } from './device-memory.ts'
import type { DevicePass, DeviceUse } from './device-types.ts'
import { createLiveDevice, type DeviceState, type LiveDevice } from './live-device.ts'

type Device = { pass: DevicePass; api: DeviceApi; live: LiveDevice<unknown>; forget: () => void }
const DeviceContext = createContext<Device | null>(null)

export function useDevice(): Device {
  const device = useContext(DeviceContext)
  if (!device) throw new Error('no device above this component')
  return device
}

/** What the device was told last; every screen knows which picture its stream tells. */
export function useDeviceState<Picture>(): DeviceState<Picture> {
  const { live } = useDevice()
  return useSyncExternalStore(live.subscribe, live.state) as DeviceState<Picture>
}

export function useDeviceFormat(): Format {
  const language = useLanguage()
  const { currency, timeZone } = useDevice().pass.till
  return createFormat(language, currency, timeZone)
}

/** The till's time, again every `everyMs`. */
export const useDeviceNow = (everyMs: number): number => useClock(useDeviceState().clockOffsetMs, everyMs)

type EntranceProps = {
  use: DeviceUse
  /** Under the till's API: where the device's picture comes from. */
  streamPath: string
  /** What is to be done here, in words: the PIN is asked of a person once. */
  title: string
  children: ReactNode
}

/** Which till, then one PIN; from then on the device starts by itself. */
export function DeviceEntrance(props: EntranceProps) {
  const [code, setCode] = useState(() => readSetting('till'))
  const [tills, setTills] = useState<TillChoice[] | null>(null)
  useEffect(() => {
    if (code) return
    let timer: ReturnType<typeof setTimeout>
    const load = () => {
      listTills().then(setTills, () => {
        timer = setTimeout(load, 2000)
      })
    }
    load()
    return () => clearTimeout(timer)
  }, [code])
  const choose = (next: string | null): void => {
    saveSetting('till', next)
    setCode(next)
  }
  if (!code) return <ChooseTill tills={tills} onChoose={choose} />
  return <AtTill key={code} code={code} onLeave={() => choose(null)} {...props} />
}

type AtTillProps = EntranceProps & { code: string; onLeave: () => void }

function AtTill({ use, streamPath, title, code, onLeave, children }: AtTillProps) {
  const [pass, setPass] = useState(() => savedPass(use, code))
  const device = useMemo(() => {
    if (!pass) return null
    const forget = (): void => {
      savePass(use, code, null)
      setPass(null)
    }
    const api = new DeviceApi(code, pass.key)
    const shelf = pictureShelf<unknown>(use, code)
    const onKey = (key: string): void => {
      savePass(use, code, { ...pass, key })
      api.takeKey(key)
    }
    const live = createLiveDevice({ api, path: streamPath, shelf, onKey, onLockedOut: forget })
    return { pass, api, live, forget }
  }, [use, code, pass, streamPath])
  useEffect(() => {
    device?.live.start()
    return () => device?.live.stop()
  }, [device])
  if (device) return <DeviceContext value={device}>{children}</DeviceContext>
  const enter = (next: DevicePass): void => {
    savePass(use, code, next)
    setPass(next)
  }
  return <Enrolment use={use} title={title} code={code} onEnter={enter} onLeave={onLeave} />
}

type EnrolmentProps = {
  use: DeviceUse
  title: string
  code: string
  onEnter: (pass: DevicePass) => void
  onLeave: () => void
}

function Enrolment({ use, title, code, onEnter, onLeave }: EnrolmentProps) {
  const t = useKitText()
  const language = useLanguage()
  const [pin, setPin] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const enter = async (): Promise<void> => {
    setBusy(true)
    try {
      onEnter(await enrolDevice(code, { use, pin, deviceId: deviceId() }))
    } catch (problem) {
      setPin('')
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <main className="entrance">
      <EntranceSide title={title} place={code} onLeave={onLeave} />
      <section className="entrance-main" aria-labelledby="pin-heading">
        <EntranceSettings />
        <div className="entrance-form">
          <h1 className="entrance-heading" id="pin-heading">
            {t('kit.device-pin')}
          </h1>
          <PinPad
            value={pin}
            isBusy={isBusy}
            onChange={(value) => {
              setPin(value)
              setError(null)
            }}
            onEnter={() => void enter()}
          />
          <p className="entrance-problem" role="alert">
            {error instanceof Unreachable && t('kit.till-unreachable')}
            {error !== null && !(error instanceof Unreachable) && problemText(error, language, t)}
          </p>
        </div>
      </section>
    </main>
  )
}
