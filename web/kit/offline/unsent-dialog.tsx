import { Button, Chip, Empty } from '../controls.tsx'
import { Dialog } from '../dialog.tsx'
import { useLanguage } from '../language.ts'
import { newCommandId } from '../till-api.ts'
import {
  useBoard,
  useBooks,
  useFormat,
  useNameOf,
  useNow,
  useOutboxState,
  useTill,
} from '../till-context.tsx'
import { useToast } from '../toast-context.ts'
import type { Action } from './action.ts'
import { useOfflineText } from './texts.ts'
import { afterWayOut, type WayOut, waysOut } from './ways-out.ts'

/** Every action that the till does not have, what it said about it, and what may be made of it. */
export function UnsentDialog({ onClose }: { onClose: () => void }) {
  const t = useOfflineText()
  const { actions } = useOutboxState()
  return (
    <Dialog title={t('offline.title')} onClose={onClose}>
      {actions.length === 0 ? (
        <Empty title={t('offline.nothing')} />
      ) : (
        <ul className="stack">
          {actions.map((action) => (
            <li key={action.id} className="unsent" data-unsent-action={action.command.kind}>
              <UnsentAction action={action} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function UnsentAction({ action }: { action: Action }) {
  const t = useOfflineText()
  const language = useLanguage()
  const format = useFormat()
  const nameOf = useNameOf()
  const now = useNow(5000)
  const place = usePlaceOf(action)
  const { command, picture, refusal, author, composedAt } = action
  const note = 'comment' in command ? command.comment : 'description' in command ? command.description : null
  return (
    <>
      <strong className="unsent-deed">
        {t(`offline.deed.${command.kind}`)}
        {place && ` · ${place}`}
      </strong>
      {picture.map(({ positionId, name, amount, size, comment }) => (
        <span key={positionId}>
          {`${format.amount(amount)} × ${[nameOf(name), size && nameOf(size), comment].filter(Boolean).join(', ')}`}
        </span>
      ))}
      {note && <span>{note}</span>}
      <span className="quiet">
        {t('offline.since', { time: format.moment(composedAt, now), name: author.name })}
      </span>
      {refusal ? (
        <p className="fact-alert unsent-refusal">{refusal.text[language]}</p>
      ) : (
        <Chip look="soon" icon="clock">
          {t('offline.waits')}
        </Chip>
      )}
      <Ways action={action} />
    </>
  )
}

/** Which tables it is about, as far as this screen knows. */
function usePlaceOf({ command }: Action): string | null {
  const { sections } = useBooks()
  const { tableOrders } = useBoard()
  const t = useOfflineText()
  const order = tableOrders.find(({ id }) => id === command.orderId)
  const ids = command.kind === 'tableOrder.place' ? command.tableIds : (order?.tableIds ?? [])
  const names = sections
    .flatMap(({ tables }) => tables)
    .filter(({ id }) => ids.includes(id))
    .map(({ number }) => number)
  if (names.length === 0) return null
  return t('offline.tables', { count: names.length, numbers: names.join(', ') })
}

function Ways({ action }: { action: Action }) {
  const t = useOfflineText()
  const { outbox, session } = useTill()
  const board = useBoard()
  const toast = useToast()
  const me = { id: session.employee.id, name: session.employee.name }
  const choose = (way: WayOut): void => {
    void outbox
      .rewrite((actions) => afterWayOut(actions, action.id, way, { newId: newCommandId, me }))
      .then(
        () => way.kind === 'discard' && toast(t('offline.discarded')),
        () => toast(t('offline.no-room'), { isProblem: true }),
      )
  }
  return (
    <span className="unsent-ways">
      {waysOut(action, board, me).map((way, index) => (
        <Button
          key={way.kind === 'join' ? way.orderId : way.kind}
          look={way.kind === 'discard' ? 'danger' : index === 0 ? 'primary' : 'plain'}
          data-way={way.kind}
          onClick={() => choose(way)}
        >
          {t(`offline.way.${way.kind}`, way.kind === 'join' ? { number: way.number } : {})}
        </Button>
      ))}
    </span>
  )
}
