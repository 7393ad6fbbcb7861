import { useState } from 'react'
import { Button, Chip } from '../kit/controls.tsx'
import { put } from '../kit/desk/api.ts'
import { Check, FormFrame, Input, useSubmit } from '../kit/desk/form.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import { Dialog } from '../kit/dialog.tsx'
import type { Named } from '../kit/named.ts'
import { useNamed } from '../kit/names.ts'
import { newCommandId } from '../kit/till-api.ts'
import { useToast } from '../kit/toast-context.ts'
import { useCategoryText } from './category-texts.ts'
import { usePath } from './place.tsx'
import { useForbidden } from './rights.ts'
import { useText } from './texts.ts'

type Category = Named & { isActive: boolean; isDefaultForNewGuests: boolean }
type Categories = { categories: Category[] }

/** Categories of guests, which campaigns tell apart. */
export function CategoriesPage() {
  const t = useText()
  const say = useCategoryText()
  const forbidden = useForbidden()
  const path = usePath()
  const loaded = useLoaded<Categories>(path('/categories'))
  const [open, setOpen] = useState<Category | null>(null)
  const begin = (): void =>
    setOpen({ id: newCommandId(), name: '', nameEn: null, isActive: true, isDefaultForNewGuests: false })
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('office.section.categories')}</h1>
          <p className="page-hint">{say('categories.hint')}</p>
        </div>
        <Button look="primary" icon="plus" forbidden={forbidden('owner')} onClick={begin}>
          {say('categories.new')}
        </Button>
      </header>
      <WhenLoaded of={loaded}>
        {({ categories }) => (
          <>
            <List categories={categories} onOpen={setOpen} />
            {open && (
              <CategoryDialog
                start={open}
                onClose={() => setOpen(null)}
                onSaved={(saved) => {
                  setOpen(null)
                  loaded.set(saved)
                }}
              />
            )}
          </>
        )}
      </WhenLoaded>
    </section>
  )
}

function List({ categories, onOpen }: Categories & { onOpen: (category: Category) => void }) {
  const t = useText()
  const say = useCategoryText()
  const name = useNamed()
  const forbidden = useForbidden()
  return (
    <ul className="rows">
      {categories.map((category) => (
        <li className="row" key={category.id}>
          <span className="row-main">
            <strong>{name(category)}</strong>
          </span>
          {category.isDefaultForNewGuests && <Chip look="info">{say('categories.default')}</Chip>}
          {!category.isActive && <Chip look="soon">{t('office.off')}</Chip>}
          <Button forbidden={forbidden('owner')} onClick={() => onOpen(category)}>
            {t('office.edit')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

type DialogProps = { start: Category; onClose: () => void; onSaved: (saved: Categories) => void }

function CategoryDialog({ start, onClose, onSaved }: DialogProps) {
  const t = useText()
  const say = useCategoryText()
  const toast = useToast()
  const path = usePath()
  const form = useSubmit()
  const [draft, setDraft] = useState(start)
  const set = (change: Partial<Category>): void => setDraft((before) => ({ ...before, ...change }))
  const save = (): void => {
    void form.run(async () => {
      const saved = await put<Categories>(path(`/categories/${start.id}`), draft)
      toast(t('office.saved'))
      onSaved(saved)
    })
  }
  return (
    <Dialog
      title={start.name || say('categories.new')}
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
      <div className="stack">
        <FormFrame of={form}>
          <Input label={t('office.name')} name="name" value={draft.name} onChange={(name) => set({ name })} />
          <Input
            label={t('office.name-en')}
            name="nameEn"
            value={draft.nameEn ?? ''}
            onChange={(nameEn) => set({ nameEn })}
          />
          <Check
            label={t('office.active')}
            value={draft.isActive}
            onChange={(isActive) => set({ isActive })}
          />
          <Check
            label={say('categories.default')}
            value={draft.isDefaultForNewGuests}
            onChange={(isDefaultForNewGuests) => set({ isDefaultForNewGuests })}
          />
        </FormFrame>
      </div>
    </Dialog>
  )
}
