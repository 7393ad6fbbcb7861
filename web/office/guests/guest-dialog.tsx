import { useState } from 'react'
import { Button, TextField } from '../../kit/controls.tsx'
import { put } from '../../kit/desk/api.ts'
import { Check, FormFrame, Input, Select, useSubmit } from '../../kit/desk/form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { usePath } from '../place.tsx'
import type { Guest, Profile } from './guest-types.ts'
import { useText } from './texts.ts'

export type GuestDraft = Profile & { wantsLoyaltyInfo: boolean; wantsPromotions: boolean }

/** Whoever looked for somebody by phone and found nobody has typed the phone already. */
export function newProfile(searched: string): GuestDraft {
  const isPhone = /^\+?[\d ()-]{10,}$/.test(searched.trim())
  return {
    ...{ phone: isPhone ? searched.trim() : null, name: isPhone || searched === '' ? null : searched.trim() },
    ...{ surname: null, middleName: null, birthday: null, email: null, sex: 0, comment: null },
    ...{ wantsLoyaltyInfo: true, wantsPromotions: true },
  }
}

type DialogProps = {
  id: string
  title: string
  start: GuestDraft
  onClose: () => void
  onSaved: (guest: Guest) => void
}
const texts = ['surname', 'name', 'middleName'] as const
const labels = {
  surname: 'guests.surname',
  name: 'guests.first-name',
  middleName: 'guests.middle-name',
} as const
const sexes = [0, 1, 2] as const

/** Who a guest is. */
export function GuestDialog({ id, title, start, onClose, onSaved }: DialogProps) {
  const t = useText()
  const path = usePath()
  const form = useSubmit()
  const [draft, setDraft] = useState(start)
  const set = (change: Partial<GuestDraft>): void => setDraft((before) => ({ ...before, ...change }))
  const save = (): void => {
    void form.run(async () => onSaved(await put<Guest>(path(`/guests/${id}`), draft)))
  }
  return (
    <Dialog
      title={title}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button look="primary" isBusy={form.isBusy} onClick={save}>
            {t('kit.save')}
          </Button>
        </>
      }
    >
      <FormFrame of={form}>
        <Person draft={draft} set={set} />
        <TextField
          label={t('guests.comment')}
          lines={3}
          maxLength={1000}
          value={draft.comment ?? ''}
          onChange={(comment) => set({ comment })}
        />
      </FormFrame>
    </Dialog>
  )
}

type PersonProps = { draft: GuestDraft; set: (change: Partial<GuestDraft>) => void }

function Person({ draft, set }: PersonProps) {
  const t = useText()
  return (
    <div className="columns">
      <Input
        label={t('guests.phone')}
        name="phone"
        value={draft.phone ?? ''}
        onChange={(phone) => set({ phone })}
      />
      {texts.map((field) => (
        <Input
          key={field}
          label={t(labels[field])}
          name={field}
          value={draft[field] ?? ''}
          onChange={(text) => set({ [field]: text })}
        />
      ))}
      <Input
        label={t('guests.birthday')}
        name="birthday"
        type="date"
        value={draft.birthday ?? ''}
        onChange={(birthday) => set({ birthday })}
      />
      <Input
        label={t('guests.email')}
        name="email"
        value={draft.email ?? ''}
        onChange={(email) => set({ email })}
      />
      <Select
        label={t('guests.sex')}
        name="sex"
        value={String(draft.sex)}
        options={sexes.map((sex) => ({ value: String(sex), label: t(`guests.sex.${sex}`) }))}
        onChange={(value) => set({ sex: sexes.find((sex) => String(sex) === value) ?? 0 })}
      />
      <div>
        <Check
          label={t('guests.wants-loyalty')}
          value={draft.wantsLoyaltyInfo}
          onChange={(wantsLoyaltyInfo) => set({ wantsLoyaltyInfo })}
        />
        <Check
          label={t('guests.wants-promotions')}
          value={draft.wantsPromotions}
          onChange={(wantsPromotions) => set({ wantsPromotions })}
        />
      </div>
    </div>
  )
}
