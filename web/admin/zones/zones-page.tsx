import { useState } from 'react'
import { Button, Choices } from '../../kit/controls.tsx'
import { put } from '../../kit/desk/api.ts'
import { Check, FormFrame, useSubmit } from '../../kit/desk/form.tsx'
import { useLoaded, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useBooks, useName } from '../books.ts'
import { goTo } from '../route.ts'
import { useText } from '../texts.ts'
import type { Delivery, Named } from '../types.ts'
import { CommonValues } from './common-values.tsx'
import { RulesEditor } from './rules-editor.tsx'
import { TryAddress } from './try-address.tsx'
import { WeekTable } from './week-table.tsx'
import { ZonesEditor } from './zones-editor.tsx'

/** Who delivers where, when and from which sum. */
export function ZonesPage({ id }: { id: string | null }) {
  const t = useText()
  const { organizations } = useBooks()
  const name = useName()
  const organization = organizations.find((one) => one.id === id) ?? organizations[0]
  return (
    <section className="page page-wide">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('admin.section.zones')}</h1>
          <p className="page-hint">{t('zones.hint')}</p>
        </div>
      </header>
      {organization && (
        <>
          <Choices
            label={t('zones.restaurant')}
            value={organization.id}
            options={organizations.map((one) => ({ value: one.id, label: name(one) }))}
            onChange={(next) => goTo('zones', next)}
          />
          <Restaurant key={organization.id} organization={organization} />
        </>
      )}
    </section>
  )
}

function Restaurant({ organization }: { organization: Named }) {
  const path = `/restrictions/${organization.id}`
  const delivery = useLoaded<Delivery>(path)
  return (
    <WhenLoaded of={delivery}>
      {(data) => (
        <ZonesForm
          key={data.revision}
          given={data}
          path={path}
          onSaved={delivery.set}
          onReload={delivery.reload}
        />
      )}
    </WhenLoaded>
  )
}

type ZonesFormProps = {
  given: Delivery
  path: string
  onSaved: (delivery: Delivery) => void
  onReload: () => void
}

function ZonesForm({ given, path, onSaved, onReload }: ZonesFormProps) {
  const t = useText()
  const toast = useToast()
  const [draft, setDraft] = useState(given)
  const form = useSubmit()
  const change = (changes: Partial<Delivery>): void => setDraft((before) => ({ ...before, ...changes }))
  const isChanged = draft !== given
  const save = async (): Promise<void> => {
    onSaved(await put<Delivery>(path, draft))
    toast(t('zones.saved'))
  }
  const part = { draft, change }
  return (
    <FormFrame of={form}>
      <section className="card stack">
        <Check
          label={t('zones.mapping')}
          hint={t('zones.mapping-hint')}
          value={draft.isMappingUsed}
          onChange={(isMappingUsed) => change({ isMappingUsed })}
        />
        <div>
          <p className="field-label">{t('zones.mode')}</p>
          <Choices
            label={t('zones.mode')}
            value={String(draft.zonesMode)}
            options={(['0', '1', '2'] as const).map((value) => ({ value, label: t(`zones.mode.${value}`) }))}
            onChange={(mode) => change({ zonesMode: mode === '0' ? 0 : mode === '1' ? 1 : 2 })}
          />
          <p className="field-hint">{t(`zones.mode-hint.${draft.zonesMode}`)}</p>
        </div>
      </section>
      {draft.zonesMode !== 2 && <ZonesEditor {...part} />}
      <RulesEditor {...part} />
      <WeekTable draft={draft} />
      <CommonValues {...part} />
      <div className="save-bar">
        <span className="quiet">{t(isChanged ? 'zones.not-saved' : 'zones.is-saved')}</span>
        <Button onClick={isChanged ? () => setDraft(given) : onReload}>
          {t(isChanged ? 'zones.undo' : 'zones.reload')}
        </Button>
        <Button look="primary" isBusy={form.isBusy} onClick={() => void form.run(save)}>
          {t('kit.save')}
        </Button>
      </div>
      <TryAddress path={path} delivery={given} isChanged={isChanged} />
    </FormFrame>
  )
}
