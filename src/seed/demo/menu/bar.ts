import { everywhere, restaurants, type Section } from './section.ts'

const bar = {
  category: 'drinks',
  tax: 'vat20',
  type: 'Dish',
  place: 'bar',
  unit: 'порц',
  sold: everywhere,
} as const satisfies Partial<Section>

const coffee: Section = {
  ...bar,
  group: 'coffee',
  simple: ['sugar'],
  table: `
60101 Эспрессо | Espresso
140 ₽ · 40 г · 2 мин · 2 0.1 0.0 0.3
Двойная порция арабики.
A double shot of arabica.

60102 Американо | Americano
160 ₽ · 200 г · 2 мин · 2 0.1 0.0 0.3
Эспрессо и горячая вода.
Espresso and hot water.

60103 Кофе по-турецки | Turkish coffee
210 ₽ · 120 г · 6 мин · 6 0.2 0.0 1.2
В турке на песке.
Brewed in a cezve on hot sand.
`,
}

const milkCoffee: Section = {
  ...bar,
  group: 'coffee',
  scale: 'cup',
  groups: ['milk', 'syrups'],
  simple: ['sugar'],
  specials: {
    '60113': { groups: ['milk', 'syrupIncluded'], simple: [] },
    '60115': { withoutSizes: ['l'] },
  },
  table: `
60111 Капучино | Cappuccino
190/230/270 ₽ · 300 г · 4 мин · 46 2.4 2.3 3.8 · milk · #hit
Эспрессо и шёлковая молочная пена.
Espresso with silky milk foam.

60112 Латте | Latte
200/240/280 ₽ · 300 г · 4 мин · 49 2.6 2.5 4.0 · milk
Эспрессо и много молока.
Espresso with plenty of milk.

60113 Раф с сиропом | Raf with syrup
250/290/330 ₽ · 300 г · 5 мин · 118 2.3 8.0 9.2 · milk
Эспрессо, сливки и сироп: первый уже в цене.
Espresso, cream and a syrup: the first is in the price.

60114 Какао | Cocoa
190/230/270 ₽ · 300 г · 5 мин · 76 2.9 3.2 8.7 · milk
На молоке, с маршмеллоу.
With milk and marshmallow.

60115 Флэт уайт | Flat white
220/260 ₽ · 250 г · 4 мин · 52 2.8 2.7 3.9 · milk
Двойной эспрессо и немного молока. Большого не бывает.
Double espresso and a little milk. There is no large one.
`,
}

const tea: Section = {
  ...bar,
  group: 'tea',
  simple: ['sugar'],
  table: `
60201 Чёрный чай | Black tea
190 ₽ · 500 г · 4 мин · 1 0.0 0.0 0.2
Ассам, чайник 500 мл.
Assam, a pot of 500 ml.

60202 Зелёный чай | Green tea
190 ₽ · 500 г · 4 мин · 1 0.0 0.0 0.2
Сенча, чайник 500 мл.
Sencha, a pot of 500 ml.

60203 Облепиховый чай | Sea buckthorn tea
290 ₽ · 500 г · 6 мин · 38 0.3 0.4 8.2 · #hit
Облепиха, апельсин, розмарин.
Sea buckthorn, orange and rosemary.

60204 Чай с чабрецом | Thyme tea
210 ₽ · 500 г · 4 мин · 1 0.0 0.0 0.2
Чёрный чай и чабрец.
Black tea with thyme.

60205 Имбирный с лимоном | Ginger and lemon tea
270 ₽ · 500 г · 6 мин · 29 0.2 0.1 6.9
Имбирь, лимон, мёд.
Ginger, lemon and honey.
`,
}

const lemonades: Section = {
  ...bar,
  group: 'lemonades',
  scale: 'cup',
  simple: ['noIce'],
  table: `
60301 Лимонад классический | Classic lemonade
150/190/230 ₽ · 300 г · 3 мин · 34 0.1 0.0 8.4
Лимон, мята, содовая.
Lemon, mint and soda.

60302 Лимонад малина-базилик | Raspberry and basil lemonade
170/210/250 ₽ · 300 г · 3 мин · 38 0.2 0.1 9.0 · #hit
Малина, базилик, содовая.
Raspberry, basil and soda.

60303 Морс клюквенный | Cranberry mors
130/160/190 ₽ · 300 г · 2 мин · 42 0.1 0.0 10.3
Домашний, на ягодах.
Home-made from berries.

60304 Смузи манго-маракуйя | Mango and passion fruit smoothie
210/260/310 ₽ · 300 г · 4 мин · 61 0.6 0.2 14.1
Манго, маракуйя, апельсиновый сок.
Mango, passion fruit and orange juice.
`,
}

/** Resold as bought: goods with barcodes. */
const bottles: Section = {
  ...bar,
  group: 'bottles',
  type: 'Good',
  unit: 'шт',
  changes: { useBalanceForSell: true },
  table: `
60401 Вода негазированная 0,5 л | Still water 0.5 l
110 ₽ · 500 г · =2900006040209
Стекло.
Glass bottle.

60402 Вода газированная 0,5 л | Sparkling water 0.5 l
110 ₽ · 500 г · =2900006040308
Стекло.
Glass bottle.

60403 Кола 0,33 л | Cola 0.33 l
140 ₽ · 330 г · 42 0.0 0.0 10.6 · =2900006040407
Банка.
Can.

60404 Кола без сахара 0,33 л | Sugar-free cola 0.33 l
140 ₽ · 330 г · =2900006040506
Банка.
Can.

60405 Тоник 0,25 л | Tonic 0.25 l
150 ₽ · 250 г · 36 0.0 0.0 8.9 · =2900006040605
Стекло.
Glass bottle.

60406 Сок яблочный 0,2 л | Apple juice 0.2 l
120 ₽ · 200 г · 46 0.1 0.1 11.2 · =2900006040704
Прямого отжима.
Not from concentrate.

60407 Сок апельсиновый 0,2 л | Orange juice 0.2 l
120 ₽ · 200 г · 45 0.7 0.1 10.1 · =2900006040803
Прямого отжима.
Not from concentrate.

60408 Квас 0,5 л | Kvass 0.5 l
130 ₽ · 500 г · 27 0.2 0.0 5.9 · gluten · =2900006040902 =2900006041008
Живой, нефильтрованный.
Live and unfiltered.
`,
}

/** Only at the table: the law forbids to deliver it. */
const alcohol: Section = {
  ...bar,
  group: 'alcohol',
  category: 'alcohol',
  sold: restaurants,
  isHallOnly: true,
  table: `
60501 Красное сухое, бокал | Dry red wine, glass
390 ₽ · 150 г · 2 мин · 68 0.2 0.0 0.4 · sulphites
Красностоп, Дон.
Krasnostop from the Don.

60502 Белое сухое, бокал | Dry white wine, glass
370 ₽ · 150 г · 2 мин · 66 0.1 0.0 0.6 · sulphites
Рислинг, Кубань.
Riesling from Kuban.

60503 Игристое брют, бокал | Sparkling brut, glass
420 ₽ · 150 г · 2 мин · 70 0.1 0.0 1.0 · sulphites
Абрау.
From Abrau.

60504 Пиво светлое 0,5 л | Lager 0.5 l
330 ₽ · 500 г · 2 мин · 43 0.3 0.0 4.1 · gluten
Разливное.
On tap.

60505 Пиво безалкогольное 0,5 л | Alcohol-free beer 0.5 l
290 ₽ · 500 г · 2 мин · 24 0.3 0.0 5.0 · gluten
Бутылка.
Bottle.
`,
}

export const drinks: readonly Section[] = [coffee, milkCoffee, tea, lemonades, bottles, alcohol]
