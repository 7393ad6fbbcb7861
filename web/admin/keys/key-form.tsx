import { type FormEvent, useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { post, put } from '../../kit/desk/api.ts'
import { Check, CheckList, FormFrame, Input, useSubmit } from '../../kit/desk/form.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useBooks, useName } from '../books.ts'
import { endOfDay, lastDayOf } from '../days.ts'
import { useText } from '../texts.ts'
import type { ApiKey, KeyDraft, NewKey } from '../types.ts'
import { RightsEditor } from './rights-editor.tsx'

type Saved = { key: ApiKey; apiLogin: string | null }
type KeyFormProps = { draft: KeyDraft; id: string | null; onSaved: (saved: Saved) => void }
type PartProps = { draft: KeyDraft; change: (changes: Partial<KeyDraft>) => void }

export function KeyForm({ draft: given, id, onSaved }: KeyFormProps) {
  const t = useText()
  const toast = useToast()
  const [draft, setDraft] = useState(given)
  const form = useSubmit()
  const change = (changes: Partial<KeyDraft>): void => setDraft((before) => ({ ...before, ...changes }))
  const save = async (): Promise<void> => {
    if (id === null) return onSaved(await post<NewKey>('/keys', draft))
    const { key } = await put<{ key: ApiKey }>(`/keys/${id}`, draft)
    toast(t('admin.saved'))
    onSaved({ key, apiLogin: null })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void form.run(save)
  }
  const part = { draft, change }
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <FormFrame of={form}>
        <Head {...part} />
        <Reach {...part} />
        <RightsEditor {...part} />
        <Channels {...part} />
      </FormFrame>
      <div className="buttons">
        <Button look="primary" type="submit" isBusy={form.isBusy}>
          {t(id === null ? 'keys.create' : 'kit.save')}
        </Button>
      </div>
    </form>
  )
}

function Head({ draft, change }: PartProps) {
  const t = useText()
  return (
    <div className="columns">
      <Input
        label={t('keys.name')}
        name="name"
        hint={t('keys.name-hint')}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <Input
        label={t('keys.email')}
        name="email"
        type="email"
        hint={t('keys.email-hint')}
        value={draft.email ?? ''}
        onChange={(email) => change({ email: email === '' ? null : email })}
      />
      <Input
        label={t('keys.expires')}
        name="expiresAt"
        type="date"
        hint={t('keys.expires-hint')}
        value={lastDayOf(draft.expiresAt)}
        onChange={(day) => change({ expiresAt: endOfDay(day) })}
      />
      <Check
        label={t('keys.active')}
        hint={t('keys.active-hint')}
        value={draft.isActive}
        onChange={(isActive) => change({ isActive })}
      />
    </div>
  )
}

function Reach({ draft, change }: PartProps) {
  const t = useText()
  const { organizations, terminalGroups } = useBooks()
  const name = useName()
  const own = terminalGroups.filter((group) => draft.organizationIds.includes(group.organizationId))
  const isEveryGroup = draft.terminalGroupIds === null
  return (
    <div className="stack">
      <CheckList
        legend={t('keys.organizations')}
        name="organizationIds"
        hint={t('keys.organizations-hint')}
        options={organizations.map((one) => ({ value: one.id, label: name(one) }))}
        value={draft.organizationIds}
        onChange={(organizationIds) =>
          change({
            organizationIds,
            terminalGroupIds:
              draft.terminalGroupIds?.filter((id) =>
                terminalGroups.some(
                  (group) => group.id === id && organizationIds.includes(group.organizationId),
                ),
              ) ?? null,
          })
        }
      />
      <Check
        label={t('keys.every-group')}
        hint={t('keys.every-group-hint')}
        value={isEveryGroup}
        onChange={(isEvery) => change({ terminalGroupIds: isEvery ? null : own.map((group) => group.id) })}
      />
      {!isEveryGroup && (
        <CheckList
          legend={t('keys.groups')}
          name="terminalGroupIds"
          options={own.map((group) => ({ value: group.id, label: name(group) }))}
          value={draft.terminalGroupIds ?? []}
          onChange={(terminalGroupIds) => change({ terminalGroupIds })}
        />
      )}
    </div>
  )
}

function Channels({ draft, change }: PartProps) {
  const t = useText()
  const { externalMenus, priceCategories } = useBooks()
  const name = useName()
  return (
    <div className="columns">
      <CheckList
        legend={t('keys.menus')}
        name="externalMenuNumbers"
        hint={t('keys.menus-hint')}
        options={externalMenus.map((menu) => ({
          value: menu.number,
          label: name(menu),
          note: String(menu.number),
        }))}
        value={draft.externalMenuNumbers}
        onChange={(externalMenuNumbers) => change({ externalMenuNumbers })}
      />
      <CheckList
        legend={t('keys.price-categories')}
        name="priceCategoryIds"
        hint={t('keys.price-categories-hint')}
        options={priceCategories.map((one) => ({ value: one.id, label: name(one) }))}
        value={draft.priceCategoryIds}
        onChange={(priceCategoryIds) => change({ priceCategoryIds })}
      />
      <Input
        label={t('keys.source-key')}
        name="sourceKey"
        hint={t('keys.source-key-hint')}
        value={draft.sourceKey ?? ''}
        onChange={(sourceKey) => change({ sourceKey: sourceKey === '' ? null : sourceKey })}
      />
    </div>
  )
}
