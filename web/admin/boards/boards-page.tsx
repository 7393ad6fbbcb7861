import { useState } from 'react'
import { Button, Chip, Empty } from '../../kit/controls.tsx'
import { remove } from '../../kit/desk/api.ts'
import { ConfirmButton } from '../../kit/desk/confirm.tsx'
import { useLoaded, useProblemText, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useName } from '../books.ts'
import { BoardDialog } from './board-dialog.tsx'
import type { Board, BoardDraft, Boards } from './board-types.ts'
import { useText } from './texts.ts'

type Open = { id: string | null; draft: BoardDraft }

/** Electronic queue boards: what each till shows to guests who wait. */
export function BoardsPage() {
  const t = useText()
  const boards = useLoaded<Boards>('/boards')
  const [open, setOpen] = useState<Open | null>(null)
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('boards.title')}</h1>
          <p className="page-hint">{t('boards.hint')}</p>
        </div>
      </header>
      <WhenLoaded of={boards}>
        {(data) => {
          const [first] = data.tills
          return (
            <>
              <div>
                <Button
                  look="primary"
                  icon="plus"
                  missing={first ? null : t('boards.no-tills')}
                  onClick={() => first && setOpen({ id: null, draft: first.usual })}
                >
                  {t('boards.new')}
                </Button>
              </div>
              {data.boards.length === 0 && <Empty title={t('boards.none')}>{t('boards.none-hint')}</Empty>}
              <BoardList
                data={data}
                onOpen={(board) => setOpen({ id: board.id, draft: board })}
                onChanged={boards.set}
              />
              {open && (
                <BoardDialog
                  id={open.id}
                  start={open.draft}
                  data={data}
                  onClose={() => setOpen(null)}
                  onSaved={(saved) => {
                    setOpen(null)
                    boards.set(saved)
                  }}
                />
              )}
            </>
          )
        }}
      </WhenLoaded>
    </section>
  )
}

type ListProps = { data: Boards; onOpen: (board: Board) => void; onChanged: (data: Boards) => void }

function BoardList({ data, onOpen, onChanged }: ListProps) {
  const t = useText()
  const name = useName()
  const toast = useToast()
  const problemText = useProblemText()
  const take = (id: string): void => {
    remove<Boards>(`/boards/${id}`).then(onChanged, (error: unknown) =>
      toast(problemText(error), { isProblem: true }),
    )
  }
  return (
    <ul className="rows">
      {data.boards.map((board) => {
        const till = data.tills.find(({ id }) => id === board.terminalGroupId)
        const address = `/board/?till=${till?.code ?? ''}&board=${board.id}`
        return (
          <li key={board.id} className="row">
            <span className="row-main">
              <strong>{name({ ...board, nameEn: board.nameEn ?? null })}</strong>
              <span className="quiet">{till ? name(till) : ''}</span>
              <a href={address} target="_blank" rel="noreferrer" className="admin-address">
                {address}
              </a>
            </span>
            <Chip>{t(`boards.template.${board.template}`)}</Chip>
            <Button onClick={() => onOpen(board)}>{t('boards.edit')}</Button>
            <ConfirmButton label={t('boards.delete')} isDanger onConfirm={() => take(board.id)}>
              {t('boards.delete-what', { name: board.name })}
            </ConfirmButton>
          </li>
        )
      })}
    </ul>
  )
}
