import { useEffect, useState } from 'react'
import { Button, Chip, Empty } from '../../kit/controls.tsx'
import { get } from '../../kit/desk/api.ts'
import { Input } from '../../kit/desk/form.tsx'
import { useLoaded, useProblemText, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useNamed } from '../../kit/names.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { useToast } from '../../kit/toast-context.ts'
import { useGoOn } from '../../kit/use-go-on.ts'
import { useFormat, usePath } from '../place.tsx'
import { useForbidden } from '../rights.ts'
import { goTo, linkTo } from '../route.ts'
import { useText as useOfficeText } from '../texts.ts'
import { GuestDialog, newProfile } from './guest-dialog.tsx'
import type { FoundGuests, GuestRow } from './guest-types.ts'
import { useText } from './texts.ts'

/** Long enough that not every letter is asked for. */
const pauseMs = 300

/** Guests of the chain, found by phone, name or card. */
export function GuestsPage() {
  const t = useText()
  const office = useOfficeText()
  const forbidden = useForbidden()
  const goOn = useGoOn(goTo)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [newId, setNewId] = useState<string | null>(null)
  const path = usePath()
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const found = useLoaded<FoundGuests>(path('/guests', { text: asked }))
  return (
    <section className="page">
      <header className="page-head">
        <h1 className="page-title">{office('office.section.guests')}</h1>
        <Button
          look="primary"
          icon="plus"
          forbidden={forbidden('operator')}
          onClick={() => setNewId(newCommandId())}
        >
          {t('guests.new')}
        </Button>
      </header>
      <Input label={t('guests.search')} value={text} maxLength={100} onChange={setText} />
      <WhenLoaded of={found}>{(first) => <Found key={asked} text={asked} first={first} />}</WhenLoaded>
      {newId !== null && (
        <GuestDialog
          id={newId}
          title={t('guests.new')}
          start={newProfile(text)}
          onClose={() => setNewId(null)}
          onSaved={({ id }) => goOn('guests', id)}
        />
      )}
    </section>
  )
}

function Found({ text, first }: { text: string; first: FoundGuests }) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const path = usePath()
  const [more, setMore] = useState<FoundGuests[]>([])
  const [isBusy, setBusy] = useState(false)
  const pages = [first, ...more]
  const guests = pages.flatMap((page) => page.guests)
  const next = pages.at(-1)?.next ?? null
  const goOn = async (): Promise<void> => {
    if (next === null) return
    setBusy(true)
    try {
      const page = await get<FoundGuests>(path('/guests', { text, after: next }))
      setMore((before) => [...before, page])
    } catch (error) {
      toast(problemText(error), { isProblem: true })
    }
    setBusy(false)
  }
  return (
    <>
      {guests.length === 0 &&
        (next === null ? (
          <Empty title={t('guests.none')}>{t('guests.none-hint')}</Empty>
        ) : (
          <p className="note">{t('guests.none-yet')}</p>
        ))}
      <ul className="rows">
        {guests.map((guest) => (
          <Row key={guest.id} guest={guest} />
        ))}
      </ul>
      {next !== null && (
        <div>
          <Button isBusy={isBusy} onClick={() => void goOn()}>
            {t('guests.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Row({ guest }: { guest: GuestRow }) {
  const t = useText()
  const office = useOfficeText()
  const name = useNamed()
  const format = useFormat()
  return (
    <li>
      <a className="row" href={linkTo('guests', guest.id)} data-guest={guest.id}>
        <span className="row-main">
          <strong>{guest.name ?? office('office.guest-nameless')}</strong>
          <span className="quiet">
            {[guest.phone && format.phone(guest.phone), ...guest.cards].filter(Boolean).join(' · ')}
          </span>
        </span>
        {guest.isForgotten && <Chip look="soon">{t('guests.forgotten')}</Chip>}
        {guest.categories.map((category) => (
          <Chip key={category.id} look="accent">
            {name(category)}
          </Chip>
        ))}
        <span className="quiet">{t('guests.since', { day: format.day(guest.registeredAt) })}</span>
      </a>
    </li>
  )
}
