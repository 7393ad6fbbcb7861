import { type FormEvent, useState } from 'react'
import { Button, Chip } from '../kit/controls.tsx'
import { put, remove } from '../kit/desk/api.ts'
import { ConfirmButton } from '../kit/desk/confirm.tsx'
import { FormFrame, Input, Select, useSubmit } from '../kit/desk/form.tsx'
import { useLoaded, useProblemText, WhenLoaded } from '../kit/desk/loading.tsx'
import { useDay } from '../kit/desk/moments.ts'
import { useToast } from '../kit/toast-context.ts'
import { useServerNow } from './books.ts'
import { endOfDay } from './days.ts'
import { useText } from './texts.ts'
import type { Licence, Licences } from './types.ts'

/** What each module may do, and the licences that say so. */
export function LicencesPage() {
  const t = useText()
  const licences = useLoaded<Licences>('/licences')
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('admin.section.licences')}</h1>
          <p className="page-hint">{t('licences.hint')}</p>
        </div>
      </header>
      <WhenLoaded of={licences}>
        {(data) => (
          <>
            <p className="note">{t(data.mode === 'strict' ? 'licences.strict' : 'licences.ample')}</p>
            <LicenceForm data={data} onSaved={licences.set} />
            <LicenceList licences={data.licences} onChanged={licences.set} />
            <ModuleTable data={data} />
          </>
        )}
      </WhenLoaded>
    </section>
  )
}

function LicenceForm({ data, onSaved }: { data: Licences; onSaved: (data: Licences) => void }) {
  const t = useText()
  const toast = useToast()
  const names = [...data.packages, ...data.modules].map(({ name }) => name)
  const [module, setModule] = useState(names[0] ?? '')
  const [seats, setSeats] = useState('')
  const [day, setDay] = useState('')
  const form = useSubmit()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void form.run(async () => {
      const body = { module, seats: seats === '' ? null : Number(seats), expiresAt: endOfDay(day) }
      onSaved(await put<Licences>('/licences', body))
      toast(t('admin.saved'))
    })
  }
  const options = [
    ...data.packages.map(({ name, includes }) => ({
      value: name,
      label: `${name} (${includes.join(', ')})`,
    })),
    ...data.modules.map(({ name, ids }) => ({
      value: name,
      label: ids.length > 0 ? `${name} [${ids.join(', ')}]` : name,
    })),
  ]
  return (
    <form className="card inline-form" onSubmit={submit}>
      <FormFrame of={form}>
        <Select
          label={t('licences.module')}
          name="module"
          value={module}
          options={options}
          onChange={setModule}
        />
        <Input
          label={t('licences.seats')}
          name="seats"
          mode="numeric"
          placeholder={t('licences.not-counted')}
          value={seats}
          onChange={(text) => setSeats(text.replace(/\D/g, ''))}
        />
        <Input label={t('licences.last-day')} name="expiresAt" type="date" value={day} onChange={setDay} />
      </FormFrame>
      <Button look="primary" type="submit" isBusy={form.isBusy}>
        {t('licences.give')}
      </Button>
    </form>
  )
}

type LicenceListProps = { licences: readonly Licence[]; onChanged: (data: Licences) => void }

function LicenceList({ licences, onChanged }: LicenceListProps) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const take = (module: string): void => {
    remove<Licences>(`/licences/${encodeURIComponent(module)}`).then(onChanged, (error: unknown) =>
      toast(problemText(error), { isProblem: true }),
    )
  }
  if (licences.length === 0) return null
  return (
    <ul className="rows">
      {licences.map(({ module, seats, expiresAt }) => (
        <li key={module} className="row">
          <span className="row-main">
            <strong>{module}</strong>
            <span className="quiet">
              {seats === null ? t('licences.not-counted') : t('licences.seat-count', { count: seats })}
            </span>
          </span>
          <Expiry at={expiresAt} />
          <ConfirmButton label={t('licences.take')} isDanger onConfirm={() => take(module)}>
            {t('licences.take-what', { name: module })}
          </ConfirmButton>
        </li>
      ))}
    </ul>
  )
}

function Expiry({ at }: { at: string | null }) {
  const t = useText()
  const day = useDay()
  const now = useServerNow()
  if (at === null) return <Chip look="accent">{t('keys.no-end')}</Chip>
  const isOver = Date.parse(at) <= now()
  return (
    <Chip look={isOver ? 'late' : 'accent'}>{t(isOver ? 'keys.ended' : 'keys.until', { day: day(at) })}</Chip>
  )
}

function ModuleTable({ data }: { data: Licences }) {
  const t = useText()
  return (
    <section className="card">
      <h2 className="card-title">{t('licences.modules')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="table-frame" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('licences.module')}</th>
              <th scope="col">{t('licences.state')}</th>
              <th scope="col" className="number">
                {t('licences.taken')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.modules.map((module) => (
              <tr key={module.name}>
                <th scope="row">
                  {module.name} <span className="quiet">{module.ids.join(', ')}</span>
                </th>
                <td>
                  <Chip look={module.isValid ? 'accent' : 'late'}>
                    {t(module.isValid ? 'licences.open' : 'licences.closed')}
                  </Chip>
                </td>
                <td className="number">
                  {module.seats === null ? module.taken : `${module.taken} / ${module.seats}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
