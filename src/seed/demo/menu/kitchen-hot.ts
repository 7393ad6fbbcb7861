import { kitchen, restaurants, type Section } from './section.ts'

const mains: Section = {
  ...kitchen,
  group: 'mains',
  specials: {
    '10401': { simple: ['sourCream'] },
    '10402': { simple: ['sourCream'] },
    // Switched off by the chef: «Only active products can be added to order».
    '10413': { changes: { isActive: false } },
    // Has a price, but the menu of the day does not include it.
    '10414': { isOffMenu: true },
  },
  table: `
10401 Пельмени сибирские | Siberian pelmeni
420 ₽ · 280 г · 12 мин · 231 10.4 11.7 20.6 · gluten eggs milk · #hit
Ручная лепка, свинина и говядина, сметана.
Hand-made dumplings with pork and beef, sour cream.

10402 Вареники с картофелем | Vareniki with potato
350 ₽ · 280 г · 12 мин · 186 4.6 6.5 27.3 · gluten eggs milk · #vegetarian
Картофель, жареный лук, сметана.
Potato, fried onion and sour cream.

10403 Бефстроганов с пюре | Beef Stroganoff with mash
620 ₽ · 360 г · 16 мин · 158 10.8 9.2 8.0 · milk gluten mustard · #hit
Говяжья вырезка в сливочном соусе с грибами.
Beef fillet in cream sauce with mushrooms.

10404 Котлета по-киевски | Chicken Kiev
540 ₽ · 320 г · 18 мин · 214 13.6 13.9 8.7 · milk gluten eggs
Куриное филе, сливочное масло с зеленью, пюре.
Chicken fillet with herb butter and mashed potatoes.

10405 Голубцы в томатном соусе | Cabbage rolls
450 ₽ · 340 г · 14 мин · 109 6.2 6.1 7.5 · celery milk
Говядина и рис в капустном листе.
Beef and rice wrapped in cabbage leaves.

10406 Жаркое в горшочке | Pot roast
520 ₽ · 380 г · 16 мин · 127 8.9 6.4 8.6 · celery
Свинина, картофель и лесные грибы из печи.
Pork, potatoes and forest mushrooms from the oven.

10407 Утиная ножка с яблоком | Duck leg with apple
790 ₽ · 350 г · 20 мин · 203 12.7 13.8 7.3 · sulphites
Томлёная ножка, печёное яблоко, брусничный соус.
Confit duck leg, baked apple and lingonberry sauce.

10408 Судак с картофелем | Pike perch with potatoes
680 ₽ · 320 г · 17 мин · 113 11.6 4.4 6.9 · fish milk
Филе судака, картофель с укропом, сливочный соус.
Pike perch fillet, dill potatoes and cream sauce.

10409 Лосось с киноа | Salmon with quinoa
890 ₽ · 300 г · 17 мин · 167 13.5 9.4 6.8 · fish milk sesame
Лосось на гриле, киноа с овощами, цитрусовый соус.
Grilled salmon, quinoa with vegetables and citrus sauce.

10410 Плов с говядиной | Beef plov
470 ₽ · 350 г · 10 мин · 192 8.1 8.8 20.4 · celery · #hit
Рис девзира, говядина, нут, барбарис.
Devzira rice, beef, chickpeas and barberries.

10411 Драники с лососем | Potato pancakes with salmon
560 ₽ · 300 г · 14 мин · 189 7.7 10.9 15.1 · fish eggs milk gluten
Хрустящие драники, слабосолёный лосось, сметана.
Crisp potato pancakes, lightly salted salmon, sour cream.

10412 Овощное рагу | Vegetable stew
380 ₽ · 300 г · 14 мин · 72 2.0 3.7 7.9 · celery · #vegan
Баклажан, цукини, перец и томаты.
Aubergine, courgette, pepper and tomatoes.

10413 Медальоны из оленины | Venison medallions
990 ₽ · 280 г · 18 мин · 151 17.2 7.1 4.6 · milk sulphites
Оленина с можжевеловым соусом. Временно не готовим.
Venison with juniper sauce. Not cooked for now.

10414 Блюдо персонала | Staff meal
190 ₽ · 350 г · 10 мин · 140 8.0 6.0 14.0 · gluten
Обед для сотрудников: в меню для гостей не входит.
Lunch of the crew: guests do not see it in the menu.
`,
}

const grill: Section = {
  ...kitchen,
  group: 'grill',
  sold: restaurants,
  groups: ['garnish', 'steakSauce'],
  specials: {
    '10501': { groups: ['doneness', 'garnish', 'steakSauce'] },
    '10502': { groups: ['doneness', 'garnish', 'steakSauce'] },
    '10503': { groups: ['doneness', 'garnish', 'steakSauce'] },
  },
  table: `
10501 Стейк рибай | Ribeye steak
1890 ₽ · 350 г · 20 мин · 234 19.6 17.0 0.9 · milk · #hit
Мраморная говядина зернового откорма.
Grain-fed marbled beef.

10502 Стейк мачете | Machete steak
1190 ₽ · 300 г · 18 мин · 198 20.4 12.6 0.7 · milk
Сочный альтернативный стейк из диафрагмы.
Juicy skirt steak.

10503 Филе-миньон | Filet mignon
1690 ₽ · 260 г · 18 мин · 176 21.2 9.8 0.6 · milk
Самая нежная часть вырезки.
The most tender part of the fillet.

10504 Шашлык из свинины | Pork shashlik
620 ₽ · 300 г · 18 мин · 241 17.9 18.3 1.4 · mustard
Свиная шея на углях, маринованный лук.
Charcoal pork neck and pickled onion.

10505 Шашлык из курицы | Chicken shashlik
520 ₽ · 300 г · 16 мин · 162 19.0 8.9 1.5 · milk
Бедро цыплёнка в йогуртовом маринаде.
Chicken thigh in yoghurt marinade.

10506 Люля-кебаб из баранины | Lamb lula kebab
690 ₽ · 280 г · 16 мин · 219 14.8 16.9 2.2 · gluten
Рубленая баранина, лаваш, соус.
Minced lamb, lavash and sauce.

10507 Дорадо на гриле | Grilled dorado
950 ₽ · 350 г · 20 мин · 109 16.9 4.4 0.5 · fish
Целая рыба с лимоном и розмарином.
Whole fish with lemon and rosemary.

10508 Овощи на углях | Charcoal vegetables
420 ₽ · 280 г · 12 мин · 63 1.9 3.1 7.2 · celery · #vegan
Баклажан, перец, цукини, кукуруза.
Aubergine, pepper, courgette and corn.
`,
}

const pasta: Section = {
  ...kitchen,
  group: 'pasta',
  table: `
10601 Карбонара | Carbonara
540 ₽ · 320 г · 14 мин · 228 10.2 12.4 19.1 · gluten eggs milk · #hit
Спагетти, гуанчале, желток, пекорино.
Spaghetti, guanciale, yolk and pecorino.

10602 Болоньезе | Bolognese
520 ₽ · 340 г · 14 мин · 176 9.1 7.2 18.6 · gluten celery milk
Тальятелле с мясным рагу.
Tagliatelle with meat ragù.

10603 Фетучини с грибами | Fettuccine with mushrooms
490 ₽ · 320 г · 13 мин · 188 5.8 9.4 20.0 · gluten milk eggs · #vegetarian
Сливочный соус, белые грибы, пармезан.
Cream sauce, porcini and parmesan.

10604 Паста с морепродуктами | Seafood pasta
720 ₽ · 340 г · 15 мин · 158 9.7 5.1 18.2 · gluten crustaceans molluscs sulphites
Креветки, мидии, кальмар, томатный соус.
Shrimps, mussels, squid and tomato sauce.

10605 Арабьята | Arrabbiata
430 ₽ · 310 г · 12 мин · 154 4.6 4.4 24.2 · gluten · #vegan #spicy
Пенне в остром томатном соусе.
Penne in hot tomato sauce.

10606 Лазанья | Lasagne
560 ₽ · 350 г · 15 мин · 173 9.0 9.2 13.6 · gluten milk eggs celery
Мясное рагу, бешамель, сыр.
Meat ragù, béchamel and cheese.

10607 Ризотто с белыми грибами | Porcini risotto
580 ₽ · 320 г · 20 мин · 149 3.9 6.0 19.7 · milk sulphites · #vegetarian
Рис арборио, белые грибы, пармезан.
Arborio rice, porcini and parmesan.

10608 Ризотто с креветками | Shrimp risotto
690 ₽ · 320 г · 20 мин · 142 7.1 4.9 17.5 · milk crustaceans sulphites
Рис арборио, тигровые креветки, шафран.
Arborio rice, tiger prawns and saffron.
`,
}

export const hotKitchen: readonly Section[] = [mains, grill, pasta]
