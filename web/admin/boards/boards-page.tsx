import { Chip } from '../../kit/controls.tsx'
import { useName } from '../books.ts'
import { DevicePage, type Opened } from '../devices/device-page.tsx'
import { DeviceRow } from '../devices/device-row.tsx'
import { BoardDialog } from './board-dialog.tsx'
import type { Board, BoardDraft, Boards } from './board-types.ts'
import { useText } from './texts.ts'

/** Electronic queue boards: what each till shows to guests who wait. */
export function BoardsPage() {
  const t = useText()
  return (
    <DevicePage<Boards, BoardDraft>
      path="/boards"
      say={(word) => t(`boards.${word}`)}
      countOf={({ boards }) => boards.length}
      blankOf={({ tills: [first] }) => first?.usual ?? null}
      list={(data, { open, changed }) => (
        <ul className="rows">
          {data.boards.map((board) => (
            <BoardRow key={board.id} board={board} data={data} onOpen={open} onChanged={changed} />
          ))}
        </ul>
      )}
      dialog={(data, opened, { close, saved }) => (
        <BoardDialog opened={opened} data={data} onClose={close} onSaved={saved} />
      )}
    />
  )
}

type RowProps = {
  board: Board
  data: Boards
  onOpen: (one: Opened<BoardDraft>) => void
  onChanged: (data: Boards) => void
}

function BoardRow({ board, data, onOpen, onChanged }: RowProps) {
  const t = useText()
  const name = useName()
  const till = data.tills.find(({ id }) => id === board.terminalGroupId)
  const address = `/board/?till=${till?.code ?? ''}&board=${board.id}`
  return (
    <DeviceRow<Boards>
      path={`/boards/${board.id}`}
      thing={board}
      say={(word) => t(`boards.${word}`, { name: board.name })}
      about={
        <>
          <span className="quiet">{till ? name(till) : ''}</span>
          <a href={address} target="_blank" rel="noreferrer" className="admin-address">
            {address}
          </a>
        </>
      }
      onOpen={() => onOpen({ id: board.id, draft: board })}
      onChanged={onChanged}
    >
      <Chip>{t(`boards.template.${board.template}`)}</Chip>
    </DeviceRow>
  )
}
