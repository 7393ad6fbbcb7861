import type { ReactNode } from 'react'
import { Button } from '../../kit/controls.tsx'
import { remove } from '../../kit/desk/api.ts'
import { ConfirmButton } from '../../kit/desk/confirm.tsx'
import { useProblemText } from '../../kit/desk/loading.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useName } from '../books.ts'

type RowWord = 'edit' | 'delete' | 'delete-what'
type RowProps<Data> = {
  /** Of this one. */
  path: string
  thing: { name: string; nameEn?: string }
  say: (word: RowWord) => string
  /** Under the name. */
  about: ReactNode
  /** Beside it. */
  children: ReactNode
  onOpen: () => void
  onChanged: (data: Data) => void
}

/** One of the things at tills: what it is, and changing and deleting it. */
export function DeviceRow<Data>({ path, thing, say, about, children, onOpen, onChanged }: RowProps<Data>) {
  const name = useName()
  const toast = useToast()
  const problemText = useProblemText()
  const take = (): void => {
    remove<Data>(path).then(onChanged, (error: unknown) => toast(problemText(error), { isProblem: true }))
  }
  return (
    <li className="row" data-device={thing.name}>
      <span className="row-main">
        <strong>{name({ id: path, name: thing.name, nameEn: thing.nameEn ?? null })}</strong>
        {about}
      </span>
      {children}
      <Button onClick={onOpen}>{say('edit')}</Button>
      <ConfirmButton label={say('delete')} isDanger onConfirm={take}>
        {say('delete-what')}
      </ConfirmButton>
    </li>
  )
}
