import { Choices, Empty } from '../../../kit/controls.tsx'
import { useNamed } from '../../../kit/names.ts'
import { useBoard, useBooks } from '../../../kit/till-context.tsx'
import { goTo } from '../../model/route.ts'
import { bookViews, ReserveBook } from '../../reserves/reserve-book.tsx'
import { TabList } from '../../tabs/tab-list.tsx'
import { openTabs } from '../../tabs/tabs.ts'
import { useTabText } from '../../tabs/texts.ts'
import { useText } from '../../texts.ts'

import { SectionTables } from './section-tables.tsx'

/** Halls of the till: their tables, and the reserves of the day. `view`: a hall's id, `tabs` or one of the book's; null: the first. */
export function HallScreen({ view }: { view: string | null }) {
  const t = useText()
  const say = useTabText()
  const named = useNamed()
  const { sections, settings } = useBooks()
  const { reserves, tableOrders } = useBoard()
  const awaited = reserves.filter(({ status }) => status === 'New').length
  const book = bookViews.find((each) => each === view)
  const tabs = openTabs(tableOrders, '').length
  const hasTabs = settings.isTabMode || tabs > 0
  const present = book ? 'reserves' : (view ?? sections[0]?.id ?? 'reserves')
  const section = sections.find(({ id }) => id === present)
  return (
    <section className="board" aria-label={t('hall.title')}>
      <h1 className="visually-hidden">{t('hall.title')}</h1>
      <div className="board-tools">
        <Choices
          label={t('hall.view')}
          value={present}
          onChange={(next) => goTo({ screen: 'hall', view: next })}
          options={[
            ...sections.map((each) => ({ value: each.id, label: named(each) })),
            ...(hasTabs ? [{ value: 'tabs', label: say('tabs.title'), count: tabs }] : []),
            { value: 'reserves', label: t('hall.reserves'), count: awaited },
          ]}
        />
      </div>
      {present === 'reserves' ? (
        <ReserveBook view={book ?? 'reserves'} />
      ) : present === 'tabs' ? (
        <TabList />
      ) : section ? (
        <SectionTables tables={section.tables} />
      ) : (
        <Empty title={t('hall.no-tables')} />
      )}
    </section>
  )
}
