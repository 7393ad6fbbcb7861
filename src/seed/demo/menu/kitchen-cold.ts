import { kitchen, type Section } from './section.ts'

const soups: Section = {
  ...kitchen,
  group: 'soups',
  specials: {
    '10101': { simple: ['sourCream', 'bread'] },
    '10102': { simple: ['sourCream', 'bread'] },
    '10104': { simple: ['bread'] },
    '10107': { place: 'cold', simple: ['sourCream'] },
  },
  table: `
10101 Борщ с говядиной | Beef borscht
420 ₽ · 350 г · 8 мин · 62 3.1 3.4 4.9 · celery milk · #hit
Наваристый борщ на говяжьем бульоне, подаём со сметаной.
Rich beef and beetroot soup, served with sour cream.

10102 Щи из квашеной капусты | Sauerkraut soup
380 ₽ · 350 г · 8 мин · 48 2.9 2.6 3.4 · celery milk
Суточные щи из печи с телячьей грудинкой.
Slow-cooked sauerkraut soup with veal brisket.

10103 Солянка мясная | Meat solyanka
460 ₽ · 350 г · 10 мин · 79 5.2 5.3 2.8 · mustard sulphites
Три вида мяса, солёные огурцы, маслины и лимон.
Three kinds of meat, pickles, olives and lemon.

10104 Уха по-царски | Tsar's fish soup
540 ₽ · 350 г · 12 мин · 57 6.4 2.1 3.2 · fish celery
Судак и лосось в прозрачном бульоне с картофелем.
Pike perch and salmon in a clear broth with potatoes.

10105 Куриная лапша | Chicken noodle soup
340 ₽ · 350 г · 8 мин · 51 4.2 1.8 4.6 · gluten eggs celery
Домашняя лапша и фермерская курица.
Home-made noodles and farm chicken.

10106 Грибной крем-суп | Cream of mushroom
390 ₽ · 300 г · 8 мин · 88 2.4 6.9 4.3 · milk gluten · #vegetarian
Белые грибы и шампиньоны, сливки, трюфельное масло.
Porcini and champignons, cream and truffle oil.

10107 Окрошка на квасе | Okroshka with kvass
360 ₽ · 350 г · 5 мин · 54 3.3 2.2 5.1 · gluten eggs milk mustard
Холодный суп с телятиной, редисом и огурцом.
Cold soup with veal, radish and cucumber.

10108 Том ям с креветками | Tom yum with shrimps
590 ₽ · 350 г · 12 мин · 68 4.7 3.9 3.5 · crustaceans fish milk soy · #spicy
Острый суп на кокосовом молоке с креветками и грибами.
Hot and sour coconut soup with shrimps and mushrooms.
`,
}

const salads: Section = {
  ...kitchen,
  group: 'salads',
  place: 'cold',
  table: `
10201 Цезарь с курицей | Caesar with chicken
490 ₽ · 240 г · 7 мин · 182 12.1 11.6 7.0 · gluten eggs milk fish mustard · #hit
Ромейн, куриное филе, пармезан, гренки, соус с анчоусами.
Romaine, chicken, parmesan, croutons and anchovy dressing.

10202 Цезарь с креветками | Caesar with shrimps
620 ₽ · 240 г · 8 мин · 168 11.4 10.2 7.1 · gluten eggs milk fish crustaceans mustard
Ромейн, тигровые креветки, пармезан, гренки.
Romaine, tiger prawns, parmesan and croutons.

10203 Греческий | Greek salad
430 ₽ · 250 г · 6 мин · 116 3.6 9.4 4.5 · milk · #vegetarian
Фета, томаты, огурцы, каламата, орегано.
Feta, tomatoes, cucumbers, kalamata olives and oregano.

10204 Оливье с телятиной | Olivier with veal
390 ₽ · 220 г · 5 мин · 171 5.8 12.9 7.7 · eggs mustard
Отварная телятина, овощи, домашний майонез.
Boiled veal, vegetables and home-made mayonnaise.

10205 Сельдь под шубой | Dressed herring
370 ₽ · 220 г · 5 мин · 163 5.4 11.7 8.6 · fish eggs mustard
Слабосолёная сельдь, свёкла, картофель, яйцо.
Lightly salted herring, beetroot, potato and egg.

10206 Винегрет с груздями | Vinegret with milk mushrooms
320 ₽ · 200 г · 5 мин · 92 1.6 5.1 9.8 · mustard · #vegan
Свёкла, квашеная капуста, солёные грузди.
Beetroot, sauerkraut and salted milk mushrooms.

10207 Салат с ростбифом | Roast beef salad
560 ₽ · 230 г · 8 мин · 138 11.0 8.3 4.6 · mustard soy sesame
Тёплый ростбиф, руккола, вяленые томаты.
Warm roast beef, rocket and sun-dried tomatoes.

10208 Зелёный с авокадо | Green salad with avocado
480 ₽ · 210 г · 6 мин · 121 2.2 10.3 4.4 · nuts · #vegan
Авокадо, шпинат, эдамаме, кедровые орехи.
Avocado, spinach, edamame and pine nuts.

10209 Буррата с томатами | Burrata with tomatoes
640 ₽ · 260 г · 6 мин · 159 7.6 12.6 3.9 · milk nuts · #vegetarian
Буррата, спелые томаты, песто.
Burrata, ripe tomatoes and pesto.
`,
}

const starters: Section = {
  ...kitchen,
  group: 'starters',
  place: 'cold',
  specials: {
    '10303': { place: 'hot' },
    '10304': { place: 'hot' },
    '10306': { place: 'hot' },
    // Nobody set the station: the till refuses it with «doesn't have cooking place type».
    '10307': { place: null },
  },
  table: `
10301 Соленья из бочки | Barrel pickles
330 ₽ · 250 г · 4 мин · 24 1.1 0.2 4.2 · mustard · #vegan
Огурцы, томаты, квашеная капуста, черемша.
Cucumbers, tomatoes, sauerkraut and ramson.

10302 Сало с горчицей | Salted pork fat with mustard
350 ₽ · 150 г · 4 мин · 520 3.4 54.0 6.1 · mustard gluten
Домашнее сало, бородинский хлеб, горчица.
Home-cured pork fat, rye bread and mustard.

10303 Жульен с грибами | Mushroom julienne
360 ₽ · 150 г · 12 мин · 164 6.3 12.8 5.9 · milk gluten · #vegetarian
Шампиньоны в сливках под сырной корочкой.
Champignons in cream under a cheese crust.

10304 Сырные палочки | Mozzarella sticks
390 ₽ · 180 г · 8 мин · 312 14.0 18.2 22.7 · milk gluten eggs · #vegetarian
Моцарелла в хрустящей панировке, брусничный соус.
Breaded mozzarella with lingonberry sauce.

10305 Тартар из говядины | Beef tartare
590 ₽ · 170 г · 9 мин · 176 15.3 11.4 2.8 · eggs mustard fish gluten
Мраморная говядина, каперсы, перепелиный желток.
Marbled beef, capers and a quail's yolk.

10306 Крылья барбекю | Barbecue wings
450 ₽ · 300 г · 14 мин · 229 17.8 14.1 7.8 · mustard soy celery · #spicy
Куриные крылья в медовом соусе барбекю.
Chicken wings in honey barbecue sauce.

10307 Сырная тарелка | Cheese plate
790 ₽ · 220 г · 5 мин · 341 19.8 27.6 4.1 · milk nuts · #vegetarian
Бри, горгонзола, пармезан, мёд и орехи.
Brie, gorgonzola, parmesan, honey and nuts.
`,
}

export const coldKitchen: readonly Section[] = [soups, salads, starters]
