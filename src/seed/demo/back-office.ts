/** What the back office counts by: categories of the bookkeeper, classes of alcohol, types of attendances and shifts. */
import { type SeedItem, seedItem } from './demo-chain.ts'

const accountingCategories: Record<string, [name: string, nameEn: string]> = {
  goods: ['Товары', 'Goods'],
  dishes: ['Блюда', 'Dishes'],
  services: ['Услуги', 'Services'],
}

const alcoholClasses: Record<string, [code: string, name: string, nameEn: string]> = {
  wine: ['401', 'Вина', 'Wine'],
  beer: ['500', 'Пиво', 'Beer'],
}

type AttendanceRow = [name: string, nameEn: string, payRate: number, isWork: boolean, comment?: string]
const attendanceTypes: Record<string, AttendanceRow> = {
  Я: ['Явка', 'At work', 1000, true],
  О: ['Отпуск', 'On leave', 1000, false, 'Оплачивается по среднему'],
  Б: ['Больничный', 'Ill', 600, false],
}

type ScheduleRow = [name: string, nameEn: string, start: number, hours: number, comment?: string]
const scheduleTypes: Record<string, ScheduleRow> = {
  Д: ['Дневная смена', 'Day shift', 9, 12],
  В: ['Вечерняя смена', 'Evening shift', 15, 9, 'Закрывает кассовую смену'],
}

export const backOfficeItems = (): SeedItem[] => [
  ...Object.entries(accountingCategories).map(([code, [name, nameEn]]) =>
    seedItem('accountingCategory', code, { name, nameEn, code, isDefault: code === 'goods' }),
  ),
  ...Object.entries(alcoholClasses).map(([key, [code, name, nameEn]]) =>
    seedItem('alcoholClass', key, { name, nameEn, code }),
  ),
  ...Object.entries(attendanceTypes).map(([code, [name, nameEn, payRateThousandths, isWork, comment = '']]) =>
    seedItem('attendanceType', code, { name, nameEn, code, comment, payRateThousandths, isWork }),
  ),
  ...Object.entries(scheduleTypes).map(([code, [name, nameEn, start, hours, comment = '']]) =>
    seedItem('scheduleType', code, {
      name,
      nameEn,
      code,
      comment,
      startMinutes: start * 60,
      lengthMinutes: hours * 60,
      isOvertime: false,
    }),
  ),
]
