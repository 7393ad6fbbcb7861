import { Input, Select } from '../../kit/desk/form.tsx'
import { useName } from '../books.ts'
import type { Named } from '../types.ts'

type Placed = { name: string; nameEn?: string; terminalGroupId: string; sectionIds: string[] }
type PlaceProps = {
  draft: Placed
  tills: readonly Named[]
  say: (word: 'name' | 'name-en' | 'till') => string
  set: (change: Partial<Placed>) => void
}

/** What a thing at a till is called, and which till that is; halls are of their till. */
export function DevicePlace({ draft, tills, say, set }: PlaceProps) {
  const name = useName()
  return (
    <>
      <Input label={say('name')} name="name" value={draft.name} onChange={(text) => set({ name: text })} />
      <Input
        label={say('name-en')}
        name="nameEn"
        value={draft.nameEn ?? ''}
        onChange={(nameEn) => set({ nameEn })}
      />
      <Select
        label={say('till')}
        name="terminalGroupId"
        value={draft.terminalGroupId}
        options={tills.map((till) => ({ value: till.id, label: name(till) }))}
        onChange={(terminalGroupId) => set({ terminalGroupId, sectionIds: [] })}
      />
    </>
  )
}
