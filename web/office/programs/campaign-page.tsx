import { useState } from 'react'
import { Button, Empty, IconButton } from '../../kit/controls.tsx'
import { put } from '../../kit/desk/api.ts'
import { Check, FormFrame, Input, useSubmit, WholeInput } from '../../kit/desk/form.tsx'
import { useNamed } from '../../kit/names.ts'
import { useToast } from '../../kit/toast-context.ts'
import { usePath, useToday } from '../place.tsx'
import { useForbidden } from '../rights.ts'
import { goTo } from '../route.ts'
import { useText as useOfficeText } from '../texts.ts'
import { BindingList } from './binding-list.tsx'
import { newCampaign } from './new-parts.ts'
import { PreviewPanel } from './preview-panel.tsx'
import { Names, Period } from './program-page.tsx'
import type { Campaign, Program, Programs } from './program-types.ts'
import { useText } from './texts.ts'

type PageProps = { program: Program; campaignId: string; onSaved: (programs: Programs) => void }

/** The editor of a campaign, and beside it what it does to a sample order as it stands. */
export function CampaignPage({ program, campaignId, onSaved }: PageProps) {
  const t = useText()
  const name = useNamed()
  const today = useToday()
  const present = program.campaigns.find(({ id }) => id === campaignId)
  const [draft, setDraft] = useState<Campaign>(
    () => present ?? newCampaign(campaignId, today, program.campaigns),
  )
  if (!/^[0-9a-f-]{36}$/.test(campaignId)) return <Empty title={t('campaign.unknown')} />
  return (
    <section className="page page-wide">
      <header className="page-head">
        <IconButton icon="back" label={t('kit.back')} isFramed onClick={() => goTo('programs', program.id)} />
        <div>
          <h1 className="page-title">{present ? name(present) : t('programs.new-campaign')}</h1>
          <p className="page-hint">{name(program)}</p>
        </div>
      </header>
      <div className="campaign-columns">
        <Editor program={program} draft={draft} onChange={setDraft} onSaved={onSaved} />
        <PreviewPanel programId={program.id} campaign={draft} />
      </div>
    </section>
  )
}

type EditorProps = {
  program: Program
  draft: Campaign
  onChange: (draft: Campaign) => void
  onSaved: (programs: Programs) => void
}

function Editor({ program, draft, onChange, onSaved }: EditorProps) {
  const t = useText()
  const office = useOfficeText()
  const toast = useToast()
  const path = usePath()
  const form = useSubmit()
  const forbidden = useForbidden()
  const set = (change: Partial<Campaign>): void => onChange({ ...draft, ...change })
  const save = (): void => {
    void form.run(async () => {
      const saved = await put<Programs>(path(`/programs/${program.id}/campaigns/${draft.id}`), draft)
      toast(office('office.saved'))
      onSaved(saved)
    })
  }
  return (
    <div className="stack">
      <FormFrame of={form}>
        <section className="card stack">
          <Names draft={draft} set={set} />
          <div className="columns">
            <Period draft={draft} set={set} />
            <WholeInput
              label={t('campaign.order')}
              name="order"
              hint={t('campaign.order-hint')}
              value={draft.order}
              onChange={(order) => set({ order })}
            />
            <Input
              label={t('campaign.group')}
              name="exclusiveGroup"
              hint={t('campaign.group-hint')}
              maxLength={100}
              value={draft.exclusiveGroup ?? ''}
              onChange={(text) => set({ exclusiveGroup: text === '' ? null : text })}
            />
          </div>
          <Check
            label={office('office.active')}
            value={draft.isActive}
            onChange={(isActive) => set({ isActive })}
          />
          <Check
            label={t('campaign.certificate')}
            value={draft.needsCertificate}
            onChange={(needsCertificate) => set({ needsCertificate })}
          />
        </section>
        <BindingList
          title={t('campaign.order-rules')}
          kind="percentDiscount"
          bindings={draft.orderBindings}
          onChange={(orderBindings) => set({ orderBindings })}
        />
        {program.wallet && (
          <BindingList
            title={t('campaign.registration-rules')}
            kind="accrueFixed"
            bindings={draft.registrationBindings}
            onChange={(registrationBindings) => set({ registrationBindings })}
          />
        )}
      </FormFrame>
      <div className="buttons">
        <Button look="primary" isBusy={form.isBusy} forbidden={forbidden('owner')} onClick={save}>
          {t('kit.save')}
        </Button>
      </div>
    </div>
  )
}
