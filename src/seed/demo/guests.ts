/** Made-up guests; their phones lie in a range that nobody has. */
import { demoId, type SeedGuest } from './demo-chain.ts'

const women =
  'Алина Вера Галина Дарья Евгения Жанна Зоя Инна Кира Лариса Милана Нина Ольга Полина Римма'.split(' ')
const men =
  'Андрей Борис Вадим Георгий Денис Егор Игорь Кирилл Леонид Максим Николай Павел Роман Степан Юрий'.split(
    ' ',
  )
/** Masculine forms; the feminine one adds «а». */
const surnames =
  'Абрамов Быков Васильев Громов Дроздов Ежов Жуков Зимин Исаев Комаров Ласточкин Морозов'.split(' ')
const comments = [
  'Просит звонить за десять минут',
  'Аллергия на орехи',
  'Не звонить в дверь: спит ребёнок',
  'Всегда без лука',
  'Любит столик у окна',
]
const count = 60

const twoDigits = (value: number): string => String(value).padStart(2, '0')

function guest(index: number): SeedGuest {
  const isWoman = index % 2 === 0
  const names = isWoman ? women : men
  const surname = surnames[(index * 5) % surnames.length] ?? ''
  const comment = index % 12 === 0 ? comments[index / 12] : undefined
  const number = twoDigits(index + 1)
  return {
    id: demoId('guest', number),
    name: names[Math.floor(index / 2) % names.length] ?? '',
    surname: isWoman ? `${surname}а` : surname,
    phone: `+790055501${number}`,
    ...(index % 3 === 0 ? { email: `guest${number}@example.com` } : {}),
    ...(index % 4 === 1
      ? {
          birthdate: `${1965 + (index % 40)}-${twoDigits(1 + (index % 12))}-${twoDigits(1 + ((index * 7) % 28))}`,
        }
      : {}),
    ...(comment ? { comment } : {}),
  }
}

export const guests = (): SeedGuest[] => Array.from({ length: count }, (_, index) => guest(index))
