import { useState } from 'react'
import { Button, Chip, IconButton } from '../../kit/controls.tsx'
import { put } from '../../kit/desk/api.ts'
import { Check, CheckList, FormFrame, Input, Select, useSubmit } from '../../kit/desk/form.tsx'
import { useNamed } from '../../kit/names.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { useToast } from '../../kit/toast-context.ts'
import { usePath, usePlace, useToday } from '../place.tsx'
import { useForbidden } from '../rights.ts'
import { goTo, linkTo } from '../route.ts'
import { useText as useOfficeText } from '../texts.ts'
import type { Program, Programs, ProgramType } from './program-types.ts'
import { useText } from './texts.ts'

type PageProps = {
  id: string
  /** Null: not begun yet. */
  present: Program | null
  onSaved: (programs: Programs) => void
}

/** One programme: what it is, and its campaigns. */
export function ProgramPage({ id, present, onSaved }: PageProps) {
  const t = useText()
  const office = useOfficeText()
  const name = useNamed()
  return (
    <section className="page">
      <header className="page-head">
        <IconButton icon="back" label={t('kit.back')} isFramed onClick={() => goTo('programs')} />
        <h1 className="page-title office-title">{present ? name(present) : t('programs.new')}</h1>
        {present?.isActive === false && <Chip look="soon">{office('office.off')}</Chip>}
      </header>
      {present && <Campaigns program={present} />}
      <Settings id={id} present={present} onSaved={onSaved} />
    </section>
  )
}

function Campaigns({ program }: { program: Program }) {
  const t = useText()
  const office = useOfficeText()
  const name = useNamed()
  const forbidden = useForbidden()
  return (
    <section className="card">
      <div className="section-head">
        <h2 className="card-title">{t('programs.campaigns')}</h2>
        <Button
          icon="plus"
          forbidden={forbidden('owner')}
          onClick={() => goTo('programs', program.id, newCommandId())}
        >
          {t('programs.new-campaign')}
        </Button>
      </div>
      <ul className="rows">
        {program.campaigns.map((campaign) => (
          <li key={campaign.id}>
            <a className="row" href={linkTo('programs', program.id, campaign.id)}>
              <span className="row-main">
                <strong>{name(campaign)}</strong>
                {campaign.description && <span className="quiet">{campaign.description}</span>}
              </span>
              {campaign.exclusiveGroup && <Chip>{campaign.exclusiveGroup}</Chip>}
              {!campaign.isActive && <Chip look="soon">{office('office.off')}</Chip>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Limits = { overdraftLimit: string; offlineLimit: string }
type Draft = Omit<Program, 'id' | 'wallet' | 'campaigns' | 'isDefault'> & { wallet: Limits | null }
/** Programmes of this type keep no money. */
const discountsOnly: ProgramType = 3
const types = [0, 1, 2, 3, 4] as const satisfies readonly ProgramType[]

function useNewProgram(): Draft {
  const { id } = usePlace()
  const from = useToday()
  return {
    ...{ name: '', nameEn: null, description: '', type: 1, isActive: true, from, to: null },
    ...{ notifiesAboutBalance: false, organizationIds: [id] },
    wallet: { overdraftLimit: '0', offlineLimit: '0' },
  }
}

function Settings({ id, present, onSaved }: PageProps) {
  const t = useText()
  const office = useOfficeText()
  const toast = useToast()
  const path = usePath()
  const form = useSubmit()
  const forbidden = useForbidden()
  const begun = useNewProgram()
  const [draft, setDraft] = useState<Draft>(present ?? begun)
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }))
  const save = (): void => {
    void form.run(async () => {
      const saved = await put<Programs>(path(`/programs/${id}`), draft)
      toast(office('office.saved'))
      onSaved(saved)
    })
  }
  return (
    <section className="card stack">
      <h2 className="card-title">{t('programs.settings')}</h2>
      <FormFrame of={form}>
        <Names draft={draft} set={set} />
        <div className="columns">
          <Select
            label={t('programs.type')}
            name="type"
            hint={t('programs.type-hint')}
            value={String(draft.type)}
            options={types
              .filter((type) => present === null || type === present.type)
              .map((type) => ({ value: String(type), label: t(`programs.type.${type}`) }))}
            onChange={(value) => set({ type: types.find((type) => String(type) === value) ?? 1 })}
          />
          <Period draft={draft} set={set} />
        </div>
        <div className="columns">
          <Check
            label={office('office.active')}
            value={draft.isActive}
            onChange={(isActive) => set({ isActive })}
          />
          <Check
            label={t('programs.notifies')}
            value={draft.notifiesAboutBalance}
            onChange={(notifiesAboutBalance) => set({ notifiesAboutBalance })}
          />
        </div>
        {draft.type !== discountsOnly && draft.wallet && <WalletLimits wallet={draft.wallet} set={set} />}
        <Restaurants draft={draft} set={set} />
      </FormFrame>
      <div className="buttons">
        <Button look="primary" isBusy={form.isBusy} forbidden={forbidden('owner')} onClick={save}>
          {t('kit.save')}
        </Button>
      </div>
    </section>
  )
}

function WalletLimits({ wallet, set }: { wallet: Limits; set: (change: Partial<Draft>) => void }) {
  const t = useText()
  const change = (limit: Partial<Limits>): void => set({ wallet: { ...wallet, ...limit } })
  return (
    <div className="columns">
      <Input
        label={t('programs.overdraft')}
        name="wallet.overdraftLimit"
        hint={t('programs.overdraft-hint')}
        mode="decimal"
        maxLength={16}
        value={wallet.overdraftLimit}
        onChange={(overdraftLimit) => change({ overdraftLimit })}
      />
      <Input
        label={t('programs.offline')}
        name="wallet.offlineLimit"
        hint={t('programs.offline-hint')}
        mode="decimal"
        maxLength={16}
        value={wallet.offlineLimit}
        onChange={(offlineLimit) => change({ offlineLimit })}
      />
    </div>
  )
}

type Told = { name: string; nameEn: string | null; description: string }
type PartProps<Part> = { draft: Part; set: (change: Partial<Part>) => void }

/** Names and a description, of a programme or of a campaign. */
export function Names<Part extends Told>({ draft, set }: PartProps<Part>) {
  const office = useOfficeText()
  const say = set as (change: Partial<Told>) => void
  return (
    <div className="columns">
      <Input
        label={office('office.name')}
        name="name"
        maxLength={255}
        value={draft.name}
        onChange={(name) => say({ name })}
      />
      <Input
        label={office('office.name-en')}
        name="nameEn"
        maxLength={255}
        value={draft.nameEn ?? ''}
        onChange={(nameEn) => say({ nameEn })}
      />
      <Input
        label={office('office.description')}
        name="description"
        maxLength={2000}
        value={draft.description}
        onChange={(description) => say({ description })}
      />
    </div>
  )
}

type Days = { from: string; to: string | null }

/** From when until when something works. */
export function Period<Part extends Days>({ draft, set }: PartProps<Part>) {
  const t = useText()
  const say = set as (change: Partial<Days>) => void
  return (
    <>
      <Input
        label={t('programs.from')}
        name="from"
        type="date"
        value={draft.from}
        onChange={(from) => say({ from })}
      />
      <Input
        label={t('programs.to')}
        name="to"
        type="date"
        hint={t('programs.to-hint')}
        value={draft.to ?? ''}
        onChange={(to) => say({ to: to === '' ? null : to })}
      />
    </>
  )
}

function Restaurants({ draft, set }: PartProps<Draft>) {
  const t = useText()
  const name = useNamed()
  const { organizations } = usePlace()
  return (
    <CheckList
      legend={t('programs.restaurants')}
      name="organizationIds"
      options={organizations.map((one) => ({ value: one.id, label: name(one) }))}
      value={draft.organizationIds}
      onChange={(organizationIds) => set({ organizationIds })}
    />
  )
}
