import { expectTypeOf, test } from 'vitest'
import type { MenuView } from '../../src/api/http/menu-view.ts'
import type { BooksView } from '../../src/api/till/books-view.ts'
import type { LinkView } from '../../src/api/till/channel.ts'
import type { GuestView } from '../../src/api/till/guests.ts'
import type { ReserveView, TableOrderView } from '../../src/api/till/hall-views.ts'
import type { HistoryEntry as HistoryView } from '../../src/api/till/history.ts'
import type { LoginView } from '../../src/api/till/login.ts'
import type { DeliveryView, ShiftView, StopView } from '../../src/api/till/views.ts'
import type { HistoryEntry } from '../../web/kit/history-types.ts'
import type { Menu } from '../../web/kit/menu-types.ts'
import type { Guest } from '../../web/kit/paying-types.ts'
import type {
  Books,
  CloudLink,
  Delivery,
  Reserve,
  Session,
  Shift,
  Stop,
  TableOrder,
} from '../../web/kit/till-types.ts'

// Screens share no code with the server, so the compiler compares what the one says with what the other reads.
test('what a till says is what its screens read', () => {
  expectTypeOf<DeliveryView>().toExtend<Delivery>()
  expectTypeOf<TableOrderView>().toExtend<TableOrder>()
  expectTypeOf<ReserveView>().toExtend<Reserve>()
  expectTypeOf<ShiftView>().toExtend<Shift>()
  expectTypeOf<StopView>().toExtend<Stop>()
  expectTypeOf<LinkView>().toExtend<CloudLink>()
  expectTypeOf<BooksView>().toExtend<Books>()
  expectTypeOf<MenuView>().toExtend<Menu>()
  expectTypeOf<HistoryView>().toExtend<HistoryEntry>()
  expectTypeOf<GuestView>().toExtend<Guest>()
  expectTypeOf<LoginView>().toExtend<Session>()
})
