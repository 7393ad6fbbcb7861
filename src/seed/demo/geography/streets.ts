/**
 * Towns, districts and streets. Names are real, ids and classifier ids are made up in the form of KLADR
 * (17 digits: region, town, street, two zeros).
 */
import type { Uuid } from '../../../kernel/ids.ts'
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'
import { type OutletKey, outletId } from '../outlets.ts'

type City = {
  outlet: OutletKey
  name: string
  nameEn: string
  classifierId: string
  additionalInfo?: string
  streets: string
}

const cities = {
  moscow: {
    outlet: 'pokrovka',
    name: 'Москва',
    nameEn: 'Moscow',
    classifierId: '7700000000000',
    streets: `
Покровка; Маросейка; Чистопрудный бульвар; Мясницкая; Хохловский переулок; Солянка; Воронцово Поле; Земляной Вал
Старая Басманная; Новая Басманная; Бауманская; Спартаковская; Таганская; Марксистская; Нижегородская; Николоямская
Большие Каменщики; Воронцовская; Пятницкая; Большая Ордынка; Тверская; Преображенская
Абельмановская; Авиамоторная; Аристарховский переулок; Армянский переулок; Архангельский переулок; Бакунинская
Барашевский переулок; Басманный тупик; Большая Дмитровка; Большая Никитская; Большая Полянка; Большая Спасская
Большая Татарская; Большой Казённый переулок; Большой Козловский переулок; Большой Харитоньевский переулок; Валовая
Варварка; Верхняя Красносельская; Верхняя Радищевская; Волочаевская; Гастелло; Гончарная; Гороховский переулок
Девяткин переулок; Дербеневская; Дубининская; Дурасовский переулок; Жуковского; Зацепа; Ильинка; Казакова
Каланчёвская; Колпачный переулок; Космодамианская набережная; Костомаровский переулок; Котельническая набережная
Красноворотский проезд; Кривоколенный переулок; Крутицкая; Кузнецкий Мост; Лавров переулок; Ладожская; Лефортовская
Лубянский проезд; Лялин переулок; Макаренко; Малая Дмитровка; Малая Ордынка; Машкова; Милютинский переулок
Мещанская; Мясницкий проезд; Неглинная; Нижняя Красносельская; Никольская; Новокузнецкая; Новорязанская
Новослободская; Ольховская; Орликов переулок; Павелецкая набережная; Певческий переулок; Петровка
Подколокольный переулок; Подсосенский переулок; Потаповский переулок; Пушечная; Рахмановский переулок
Рождественка; Рождественский бульвар; Рубцовская набережная; Садовая-Черногрязская; Садовническая
Серебряническая набережная; Спартаковский переулок; Сретенка; Сретенский бульвар; Сыромятническая набережная
Фридриха Энгельса; Хитровский переулок; Чаплыгина; Школьная; Яузский бульвар`,
  },
  mytishchi: {
    outlet: 'pokrovka',
    name: 'Мытищи',
    nameEn: 'Mytishchi',
    classifierId: '5000000500000',
    additionalInfo: 'Московская область',
    streets: 'Мира; Летная; Олимпийский проспект',
  },
  kazan: {
    outlet: 'baumana',
    name: 'Казань',
    nameEn: 'Kazan',
    classifierId: '1600000100000',
    streets: `
Баумана; Кремлёвская; Пушкина; Профсоюзная; Университетская; Островского; Карла Маркса; Бутлерова; Горького
Право-Булачная; Декабристов; Проспект Ямашева; Чистопольская; Адоратского; Четаева; Сибгата Хакима
Проспект Победы; Габдуллы Тукая; Спартаковская; Толстого`,
  },
  yekaterinburg: {
    outlet: 'malysheva',
    name: 'Екатеринбург',
    nameEn: 'Yekaterinburg',
    classifierId: '6600000100000',
    streets: 'Малышева; Вайнера; Проспект Ленина; 8 Марта; Радищева; Хохрякова',
  },
} satisfies Record<string, City>

export type CityKey = keyof typeof cities
/** Gone from the directory; clients that kept its id still ask for it. */
const removedStreet = 'Улица Кирова (переименована)'

const regions: Record<string, readonly [outlet: OutletKey, name: string, nameEn: string]> = {
  basmanny: ['pokrovka', 'Басманный район', 'Basmanny District'],
  tagansky: ['pokrovka', 'Таганский район', 'Tagansky District'],
  zamoskvorechye: ['pokrovka', 'Замоскворечье', 'Zamoskvorechye'],
  vakhitovsky: ['baumana', 'Вахитовский район', 'Vakhitovsky District'],
  novoSavinovsky: ['baumana', 'Ново-Савиновский район', 'Novo-Savinovsky District'],
}

export const streetId = (city: CityKey, street: string): Uuid => demoId('street', `${city}/${street}`)

function streetsOf(city: CityKey): SeedItem[] {
  const { outlet, streets, classifierId } = cities[city]
  return streets
    .trim()
    .split(/[;\n]/)
    .map((name, index) =>
      seedItem(
        'street',
        `${city}/${name.trim()}`,
        {
          name: name.trim(),
          cityId: demoId('city', city),
          classifierId: `${classifierId.slice(0, 11)}${String(101 + index * 7).padStart(4, '0')}00`,
        },
        { organizationId: outletId(outlet) },
      ),
    )
}

export function geography(): SeedItem[] {
  const moscow = demoId('city', 'moscow')
  const place = { organizationId: outletId('pokrovka'), isDeleted: true }
  return [
    ...Object.entries(regions).map(([key, [outlet, name, nameEn]]) =>
      seedItem('region', key, { name, nameEn }, { organizationId: outletId(outlet) }),
    ),
    ...(Object.entries(cities) as [CityKey, City][]).map(([key, { outlet, streets: _, ...city }]) =>
      seedItem('city', key, city, { organizationId: outletId(outlet) }),
    ),
    ...(Object.keys(cities) as CityKey[]).flatMap(streetsOf),
    seedItem('street', 'moscow/removed', { name: removedStreet, cityId: moscow, classifierId: null }, place),
  ]
}
