import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { post, put, remove } from '../../kit/desk/api.ts'
import { ConfirmButton } from '../../kit/desk/confirm.tsx'
import { FormFrame, Input, Select, useSubmit } from '../../kit/desk/form.tsx'
import { useProblemText } from '../../kit/desk/loading.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useNamed } from '../../kit/names.ts'
import { useToast } from '../../kit/toast-context.ts'
import { usePath, usePlace } from '../place.tsx'
import { useForbidden } from '../rights.ts'
import { useText as useOfficeText } from '../texts.ts'
import type { Guest } from './guest-types.ts'
import { useText } from './texts.ts'

type PartProps = { guest: Guest; onChanged: (guest: Guest) => void }

export const CardsAndCategories = (props: PartProps) => (
  <>
    <Cards {...props} />
    <Categories {...props} />
  </>
)

function Cards({ guest, onChanged }: PartProps) {
  const t = useText()
  const path = usePath()
  const toast = useToast()
  const forbidden = useForbidden()
  const problemText = useProblemText()
  const [isOpen, setOpen] = useState(false)
  const take = (id: string): void => {
    remove<Guest>(path(`/guests/${guest.id}/cards/${id}`)).then(onChanged, (error: unknown) =>
      toast(problemText(error), { isProblem: true }),
    )
  }
  return (
    <section className="card">
      <div className="section-head">
        <h2 className="card-title">{t('guests.cards')}</h2>
        <Button icon="plus" forbidden={forbidden('operator')} onClick={() => setOpen(true)}>
          {t('guests.give')}
        </Button>
      </div>
      {guest.cards.length === 0 && <p className="field-hint">{t('guests.no-cards')}</p>}
      <ul className="rows">
        {guest.cards.map((card) => (
          <li className="row" key={card.id}>
            <span className="row-main">
              <strong>{card.number}</strong>
              {card.track !== card.number && <span className="quiet">{card.track}</span>}
            </span>
            {forbidden('operator') === null && (
              <ConfirmButton label={t('guests.take-card')} isDanger onConfirm={() => take(card.id)}>
                {t('guests.take-card-what', { number: card.number })}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
      {isOpen && (
        <CardDialog
          guestId={guest.id}
          onClose={() => setOpen(false)}
          onDone={(changed) => {
            setOpen(false)
            onChanged(changed)
          }}
        />
      )}
    </section>
  )
}

type DialogProps = { guestId: string; onClose: () => void; onDone: (guest: Guest) => void }

function CardDialog({ guestId, onClose, onDone }: DialogProps) {
  const t = useText()
  const path = usePath()
  const form = useSubmit()
  const [number, setNumber] = useState('')
  const [track, setTrack] = useState('')
  const save = (): void => {
    void form.run(async () => onDone(await post<Guest>(path(`/guests/${guestId}/cards`), { number, track })))
  }
  return (
    <Dialog
      title={t('guests.give-card')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button look="primary" isBusy={form.isBusy} onClick={save}>
            {t('guests.give-card')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <FormFrame of={form}>
          <Input label={t('guests.card-number')} name="number" value={number} onChange={setNumber} />
          <Input
            label={t('guests.card-track')}
            name="track"
            hint={t('guests.card-track-hint')}
            value={track}
            onChange={setTrack}
          />
        </FormFrame>
      </div>
    </Dialog>
  )
}

function Categories({ guest, onChanged }: PartProps) {
  const t = useText()
  const office = useOfficeText()
  const name = useNamed()
  const path = usePath()
  const toast = useToast()
  const forbidden = useForbidden()
  const problemText = useProblemText()
  const own = new Set(guest.categories.map(({ id }) => id))
  const others = usePlace().categories.filter(({ id }) => !own.has(id))
  const [chosen, choose] = useState('')
  const next = others.find(({ id }) => id === chosen) ?? others[0]
  const tell = (error: unknown): void => toast(problemText(error), { isProblem: true })
  const of = (id: string): string => path(`/guests/${guest.id}/categories/${id}`)
  return (
    <section className="card">
      <h2 className="card-title">{t('guests.categories')}</h2>
      {guest.categories.length === 0 && <p className="field-hint">{t('guests.no-categories')}</p>}
      <ul className="rows">
        {guest.categories.map((category) => (
          <li className="row" key={category.id}>
            <span className="row-main">
              <strong>{name(category)}</strong>
            </span>
            <Button
              forbidden={forbidden('operator')}
              onClick={() => void remove<Guest>(of(category.id)).then(onChanged, tell)}
            >
              {office('office.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {next && (
        <div className="pick">
          <Select
            label={t('guests.add-category')}
            value={next.id}
            options={others.map((one) => ({ value: one.id, label: name(one) }))}
            onChange={choose}
          />
          <Button
            forbidden={forbidden('operator')}
            onClick={() => void put<Guest>(of(next.id), {}).then(onChanged, tell)}
          >
            {office('office.add')}
          </Button>
        </div>
      )}
    </section>
  )
}
