import { everywhere, type Section } from './section.ts'

const desserts: Section = {
  group: 'desserts',
  category: 'desserts',
  tax: 'vat20',
  type: 'Dish',
  place: 'cold',
  unit: 'порц',
  sold: everywhere,
  specials: { '50006': { place: 'hot', simple: ['sourCream'] }, '50007': { place: 'hot' } },
  table: `
50001 Медовик | Honey cake
320 ₽ · 140 г · 3 мин · 362 5.4 16.8 47.5 · gluten eggs milk · #hit
Тонкие медовые коржи, сметанный крем.
Thin honey layers with sour cream filling.

50002 Наполеон | Napoleon cake
310 ₽ · 140 г · 3 мин · 371 5.0 20.1 42.6 · gluten eggs milk
Слоёное тесто, заварной крем.
Puff pastry and custard cream.

50003 Чизкейк Нью-Йорк | New York cheesecake
360 ₽ · 130 г · 3 мин · 321 5.9 21.4 26.1 · gluten eggs milk
Сливочный сыр, песочная основа, ягодный соус.
Cream cheese, shortcrust base and berry sauce.

50004 Тирамису | Tiramisu
380 ₽ · 150 г · 3 мин · 297 5.2 18.3 27.4 · gluten eggs milk sulphites
Маскарпоне, савоярди, кофе.
Mascarpone, ladyfingers and coffee.

50005 Панна-котта | Panna cotta
290 ₽ · 140 г · 3 мин · 218 3.1 15.4 16.9 · milk
Ванильные сливки и малина.
Vanilla cream and raspberries.

50006 Блины с вареньем | Blini with jam
260 ₽ · 200 г · 9 мин · 231 6.1 7.6 34.7 · gluten eggs milk
Три блина и домашнее варенье.
Three thin pancakes and home-made jam.

50007 Шоколадный фондан | Chocolate fondant
390 ₽ · 150 г · 14 мин · 388 6.2 22.9 39.8 · gluten eggs milk nuts
Жидкая середина, шарик пломбира.
Molten middle and a scoop of ice cream.

50008 Мороженое пломбир | Plombières ice cream
180 ₽ · 100 г · 2 мин · 227 3.7 15.0 20.4 · milk eggs
Два шарика, топпинг на выбор повара.
Two scoops with the chef's topping.

50009 Сорбет манго | Mango sorbet
190 ₽ · 100 г · 2 мин · 124 0.4 0.2 30.2 · #vegan
Без молока и яиц.
No milk, no eggs.
`,
}

/** Left from a menu that is gone: deleted, yet known to clients that ask with an old revision. */
const gone: Section = {
  ...desserts,
  group: 'summer2024',
  isDeleted: true,
  specials: {},
  table: `
50901 Арбузный смузи-боул | Watermelon smoothie bowl
340 ₽ · 250 г · 5 мин · 58 1.1 0.6 12.3 · nuts
Летнее меню 2024 года.
Summer menu of 2024.
`,
}

export const sweets: readonly Section[] = [desserts, gone]
