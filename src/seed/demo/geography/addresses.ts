/**
 * Houses that the local geocoder knows. A street is a straight line between two points and houses lie on it at equal
 * steps: near enough to the real map to tell zones apart.
 */
import type { DeliveryRestrictions } from '../../../domain/reference/books.ts'
import { type CityKey, streetId } from './streets.ts'

type KnownAddress = DeliveryRestrictions['knownAddresses'][number]
type Point = readonly [latitude: number, longitude: number]
/** Street, its two ends, houses from the first end to the second. */
type Line = readonly [street: string, from: Point, to: Point, houses: string]

const moscow: readonly Line[] = [
  ['Покровка', [55.7577, 37.6395], [55.7622, 37.6575], '2 7 17 22 31 43'],
  ['Маросейка', [55.7566, 37.633], [55.7577, 37.6395], '3 8 13/3'],
  ['Чистопрудный бульвар', [55.7655, 37.639], [55.7598, 37.6455], '2 6 12к1 23'],
  ['Мясницкая', [55.76, 37.6285], [55.7675, 37.641], '5 20 24/7 38'],
  ['Хохловский переулок', [55.7575, 37.644], [55.7555, 37.6425], '3 7 13'],
  ['Солянка', [55.7535, 37.6385], [55.7515, 37.643], '1/2 7 15'],
  ['Воронцово Поле', [55.7545, 37.649], [55.757, 37.658], '2 8 12'],
  ['Земляной Вал', [55.765, 37.6545], [55.751, 37.6555], '9 29 33 46'],
  ['Старая Басманная', [55.7635, 37.661], [55.7715, 37.6715], '5 15 20 31'],
  ['Новая Басманная', [55.7695, 37.6525], [55.7715, 37.668], '4 14 19 28'],
  ['Бауманская', [55.766, 37.685], [55.776, 37.676], '7 16 33 58'],
  ['Спартаковская', [55.772, 37.673], [55.776, 37.683], '3 11 21'],
  ['Таганская', [55.7415, 37.656], [55.7375, 37.6715], '3 17 29 36'],
  ['Марксистская', [55.7405, 37.656], [55.7325, 37.669], '3 9 20 34'],
  ['Николоямская', [55.7495, 37.651], [55.7475, 37.667], '6 13 26 40'],
  ['Большие Каменщики', [55.7395, 37.6545], [55.7335, 37.6525], '1 9 17'],
  ['Воронцовская', [55.74, 37.657], [55.733, 37.663], '4 18 35Б'],
  ['Пятницкая', [55.7465, 37.6285], [55.731, 37.6295], '3 18 37 54'],
  ['Большая Ордынка', [55.7465, 37.6255], [55.7315, 37.6235], '13 27 40 68'],
  // Outside every zone.
  ['Тверская', [55.757, 37.6145], [55.769, 37.596], '4 15 27'],
  ['Преображенская', [55.7935, 37.712], [55.797, 37.7165], '2 5'],
]

const kazan: readonly Line[] = [
  ['Баумана', [55.796, 49.109], [55.7875, 49.122], '7 19 36 44 68 82'],
  ['Кремлёвская', [55.7965, 49.1105], [55.7915, 49.1215], '2 9 18 25'],
  ['Пушкина', [55.787, 49.1225], [55.7935, 49.138], '1 11 17 38'],
  ['Профсоюзная', [55.794, 49.1085], [55.7885, 49.119], '5 16 34'],
  ['Декабристов', [55.812, 49.098], [55.842, 49.079], '1 85 106 158'],
  ['Проспект Ямашева', [55.829, 49.089], [55.827, 49.15], '17 46 93 104'],
  ['Чистопольская', [55.817, 49.099], [55.821, 49.138], '9 20 64 85'],
  ['Габдуллы Тукая', [55.784, 49.115], [55.776, 49.128], '75 91 115'],
]

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

const addressesOf = (city: CityKey, lines: readonly Line[]): KnownAddress[] =>
  lines.flatMap(([street, from, to, houses]) =>
    houses.split(' ').map((house, index, all) => {
      const share = (index + 0.5) / all.length
      return {
        streetId: streetId(city, street),
        house,
        latitude: rounded(from[0] + (to[0] - from[0]) * share),
        longitude: rounded(from[1] + (to[1] - from[1]) * share),
      }
    }),
  )

export const moscowAddresses = (): KnownAddress[] => addressesOf('moscow', moscow)
export const kazanAddresses = (): KnownAddress[] => addressesOf('kazan', kazan)
