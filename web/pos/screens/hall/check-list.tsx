import { Icon } from '../../../kit/icons.tsx'
import type { Item } from '../../../kit/item-types.ts'
import { useForbidden, useFormat, useNameOf, useSend } from '../../../kit/till-context.tsx'
import type { TableOrder } from '../../../kit/till-types.ts'
import { type Seating, seatingsOf, waitingCourses } from '../../model/table-check.ts'
import { useCourseName, useGuestName } from '../../model/use-table-words.ts'
import { useText } from '../../texts.ts'
import { ItemContent, SaleTotals } from '../sale-items.tsx'

type CheckListProps = {
  table: TableOrder
  chosen: readonly Item[]
  /** Null: there is nothing to choose any more. */
  onChoose: ((chosen: ReadonlySet<string>) => void) | null
}

/** The dishes by guests; a touch chooses one, a touch on a guest all of theirs. */
export function CheckList({ table, chosen, onChoose }: CheckListProps) {
  const t = useText()
  const ids = new Set(chosen.map(({ positionId }) => positionId))
  const toggle = (items: readonly Item[]): void => {
    const next = new Set(ids)
    const isAll = items.every(({ positionId }) => ids.has(positionId))
    for (const { positionId } of items) isAll ? next.delete(positionId) : next.add(positionId)
    onChoose?.(next)
  }
  return (
    <section className="items" aria-label={t('delivery.items')}>
      <Courses table={table} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="items-list scroll" tabIndex={0}>
        {seatingsOf(table).map((seating) => (
          <GuestItems
            key={seating.guest?.id ?? 'common'}
            seating={seating}
            isAlone={table.guestList.length === 0}
            chosen={ids}
            onToggle={onChoose && toggle}
          />
        ))}
      </div>
      <SaleTotals sale={table} />
    </section>
  )
}

/** One touch calls for a course that waits. */
function Courses({ table }: { table: TableOrder }) {
  const t = useText()
  const forbidden = useForbidden()('tables.edit')
  const { send, isBusy } = useSend()
  const courses = waitingCourses(table)
  if (courses.length === 0 || !table.allowed.includes('tableOrder.printToKitchen')) return null
  return (
    <div className="check-courses">
      {courses.map((course) => (
        <button
          type="button"
          key={course}
          className="button"
          aria-disabled={isBusy || forbidden !== null || undefined}
          data-serve={course}
          onClick={() =>
            void send({ kind: 'tableOrder.printToKitchen', orderId: table.id, course }, t('table.printed'))
          }
        >
          <Icon name="flame" />
          {t('table.serve-course', { number: course })}
        </button>
      ))}
    </div>
  )
}

type GuestItemsProps = {
  seating: Seating
  isAlone: boolean
  chosen: ReadonlySet<string>
  onToggle: ((items: readonly Item[]) => void) | null
}

function GuestItems({ seating, isAlone, chosen, onToggle }: GuestItemsProps) {
  const t = useText()
  const format = useFormat()
  const guestName = useGuestName()
  const { guest, items, sum } = seating
  const living = items.filter((item) => !item.isDeleted)
  const name = guest ? guestName(guest) : t('table.common')
  const isIdle = !onToggle || living.length === 0
  const isChosen = living.length > 0 && living.every(({ positionId }) => chosen.has(positionId))
  return (
    <section aria-label={name}>
      {!isAlone && (
        <button
          type="button"
          className="check-guest"
          aria-pressed={isChosen}
          disabled={isIdle}
          data-guest={guest?.rank ?? 0}
          onClick={() => onToggle?.(living)}
        >
          <Icon name={guest ? 'user' : 'table'} />
          <span className="check-guest-name">{name}</span>
          <span>{living.length > 0 ? format.money(sum) : t('table.nothing-yet')}</span>
          {!isIdle && <span className="visually-hidden">{t('table.choose-guest', { name })}</span>}
        </button>
      )}
      <ul>
        {items.map((item) => (
          <li key={item.positionId}>
            <CheckItem
              item={item}
              isChosen={chosen.has(item.positionId)}
              onToggle={onToggle && !item.isDeleted ? () => onToggle([item]) : null}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

type CheckItemProps = { item: Item; isChosen: boolean; onToggle: (() => void) | null }

function CheckItem({ item, isChosen, onToggle }: CheckItemProps) {
  const nameOf = useNameOf()
  const courseName = useCourseName()
  const { deletion } = item
  const why = deletion && [deletion.removalType && nameOf(deletion.removalType), deletion.comment]
  const content = (
    <ItemContent
      item={item}
      mark={item.course !== null && <span className="check-course">{courseName(item.course)}</span>}
      note={why?.filter(Boolean).join(': ') ?? null}
    />
  )
  if (!onToggle) return <div className={item.isDeleted ? 'item item-deleted' : 'item'}>{content}</div>
  return (
    <button
      type="button"
      className="item check-item"
      aria-pressed={isChosen}
      data-item={item.positionId}
      onClick={onToggle}
    >
      {content}
    </button>
  )
}
