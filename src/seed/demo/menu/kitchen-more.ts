import { kitchen, restaurants, type Section } from './section.ts'

const sides: Section = {
  ...kitchen,
  group: 'sides',
  table: `
10701 Картофель фри | French fries
210 ₽ · 150 г · 7 мин · 274 3.4 13.6 34.8 · #vegan
С морской солью.
With sea salt.

10702 Картофельное пюре | Mashed potatoes
190 ₽ · 180 г · 5 мин · 106 2.1 4.6 14.1 · milk · #vegetarian
На сливках и масле.
With cream and butter.

10703 Картофель по-деревенски | Country-style potatoes
210 ₽ · 180 г · 9 мин · 178 3.0 7.4 25.2 · #vegan
С паприкой и чесноком.
With paprika and garlic.

10704 Рис жасмин | Jasmine rice
170 ₽ · 160 г · 5 мин · 131 2.7 0.4 28.6 · #vegan
На пару.
Steamed.

10705 Гречка с грибами | Buckwheat with mushrooms
220 ₽ · 200 г · 7 мин · 118 4.3 3.3 18.2 · #vegan
С жареным луком и шампиньонами.
With fried onion and champignons.

10706 Брокколи на пару | Steamed broccoli
240 ₽ · 150 г · 7 мин · 41 3.0 0.9 5.2 · nuts · #vegan
С миндальными лепестками.
With almond flakes.

10707 Хлебная корзина | Bread basket
160 ₽ · 200 г · 4 мин · 252 8.2 3.6 47.1 · gluten milk · #vegetarian
Чиабатта, бородинский, сливочное масло.
Ciabatta, rye bread and butter.
`,
}

const kids: Section = {
  ...kitchen,
  group: 'kids',
  tax: 'vat10',
  groups: ['toy'],
  specials: { '10806': { groups: [] } },
  table: `
10801 Наггетсы с картофелем | Nuggets with fries
320 ₽ · 230 г · 10 мин · 246 10.9 12.7 22.0 · gluten eggs milk
Куриное филе в панировке, картофель фри.
Breaded chicken fillet and French fries.

10802 Макароны с сыром | Mac and cheese
260 ₽ · 220 г · 9 мин · 178 7.0 7.3 21.1 · gluten milk eggs · #vegetarian
Рожки в сырном соусе.
Macaroni in cheese sauce.

10803 Мини-котлетки с пюре | Little cutlets with mash
310 ₽ · 230 г · 11 мин · 141 8.6 6.9 11.2 · milk eggs gluten
Паровые котлетки из индейки.
Steamed turkey cutlets.

10804 Суп с фрикадельками | Meatball soup
240 ₽ · 250 г · 8 мин · 46 3.4 1.9 3.9 · celery gluten eggs
Лёгкий бульон, фрикадельки, звёздочки.
Light broth with meatballs and pasta stars.

10805 Сырники со сгущёнкой | Cottage cheese pancakes
290 ₽ · 180 г · 10 мин · 238 13.2 9.1 25.8 · milk eggs gluten · #vegetarian
Три сырника и сгущённое молоко.
Three cottage cheese pancakes with condensed milk.

10806 Фруктовая тарелка | Fruit plate
280 ₽ · 220 г · 5 мин · 56 0.7 0.3 12.6 · #vegan
Сезонные фрукты и ягоды.
Seasonal fruit and berries.
`,
}

const sauces: Section = {
  ...kitchen,
  group: 'sauces',
  place: 'pass',
  table: `
10901 Кетчуп | Ketchup
49.9 ₽ · 40 г · 1 мин · 112 1.6 0.3 25.8 · celery · #vegan
Томатный соус.
Tomato ketchup.

10902 Сырный соус | Cheese sauce
59.9 ₽ · 40 г · 1 мин · 281 4.2 26.0 7.9 · milk · #vegetarian
Нежный соус с чеддером.
Mild sauce with cheddar.

10903 Чесночный соус | Garlic sauce
59.9 ₽ · 40 г · 1 мин · 324 1.4 33.9 3.7 · milk eggs · #vegetarian
Сливки, чеснок, зелень.
Cream, garlic and herbs.

10904 Кисло-сладкий | Sweet and sour sauce
59.9 ₽ · 40 г · 1 мин · 164 0.4 0.2 40.1 · soy · #vegan
С ананасом и перцем.
With pineapple and pepper.

10905 Аджика | Adjika
54.9 ₽ · 40 г · 1 мин · 71 1.9 3.2 8.4 · #vegan #spicy
Острый соус из перца и томатов.
Hot pepper and tomato sauce.

10906 Тартар | Tartar sauce
59.9 ₽ · 40 г · 1 мин · 352 1.1 37.2 3.4 · eggs mustard
К рыбе и морепродуктам.
For fish and seafood.

10907 Хрен со свёклой | Beetroot horseradish
49.9 ₽ · 40 г · 1 мин · 68 1.7 0.8 12.9 · sulphites mustard · #vegan
К холодцу и салу.
For aspic and salted pork fat.
`,
}

/** Sold by weight at the hall's counter: fractional amounts, price of a kilogram. */
const byWeight: Section = {
  ...kitchen,
  group: 'saladBar',
  place: 'cold',
  unit: 'кг',
  sold: restaurants,
  isHallOnly: true,
  changes: { isWeighed: true },
  table: `
11001 Салат-бар | Salad bar
890 ₽ · 1000 г · 1 мин · 98 3.1 5.7 8.2 · celery mustard eggs
Собираете сами, цена за килограмм.
Help yourself; price of a kilogram.

11002 Горячий стол | Hot table
1090 ₽ · 1000 г · 1 мин · 148 8.8 7.6 10.9 · gluten milk celery
Горячие блюда на вес, цена за килограмм.
Hot dishes by weight; price of a kilogram.
`,
}

export const moreKitchen: readonly Section[] = [sides, kids, sauces, byWeight]
