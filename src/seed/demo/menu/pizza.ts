import { demoId } from '../demo-chain.ts'
import { everywhere, type Section } from './section.ts'

export const pizza: Section = {
  group: 'pizza',
  category: 'pizza',
  tax: 'vat20',
  type: 'Dish',
  place: 'pizza',
  scale: 'pizza',
  unit: 'порц',
  sold: everywhere,
  groups: ['dough', 'crust', 'toppings'],
  specials: {
    // Divided in two: the fillings go to the halves, dough and crust to the whole.
    '20011': {
      groups: ['halves', 'dough', 'crust'],
      withoutSizes: ['25'],
      changes: {
        orderItemType: 'Compound',
        splittable: true,
        modifierSchemaId: demoId('modifierSchema', 'halves'),
        modifierSchemaName: 'Пицца из двух половинок',
      },
    },
    '20012': {
      groups: ['halfToppings', 'dough', 'crust'],
      changes: {
        orderItemType: 'Compound',
        splittable: true,
        modifierSchemaId: demoId('modifierSchema', 'own'),
        modifierSchemaName: 'Собери свою пиццу',
      },
    },
  },
  table: `
20001 Маргарита | Margherita
490/650/790 ₽ · 480 г · 12 мин · 238 9.8 8.9 29.4 · gluten milk · #vegetarian #hit
Томатный соус, моцарелла, свежий базилик.
Tomato sauce, mozzarella and fresh basil.

20002 Пепперони | Pepperoni
590/750/890 ₽ · 520 г · 12 мин · 268 11.6 12.4 27.2 · gluten milk · #hit
Томатный соус, моцарелла, много пепперони.
Tomato sauce, mozzarella and plenty of pepperoni.

20003 Четыре сыра | Four Cheeses
640/820/970 ₽ · 500 г · 12 мин · 286 13.1 14.8 25.8 · gluten milk · #vegetarian
Моцарелла, горгонзола, пармезан и эмменталь в сливочном соусе.
Mozzarella, gorgonzola, parmesan and emmental in cream sauce.

20004 Ветчина и грибы | Ham and Mushrooms
570/730/870 ₽ · 530 г · 12 мин · 224 10.9 8.4 26.1 · gluten milk
Ветчина, шампиньоны, моцарелла, томатный соус.
Ham, champignons, mozzarella and tomato sauce.

20005 Диабло | Diablo
610/780/920 ₽ · 540 г · 12 мин · 251 11.2 11.3 26.0 · gluten milk · #spicy
Острая салями, халапеньо, сладкий перец, моцарелла.
Hot salami, jalapeño, sweet pepper and mozzarella.

20006 Гавайская | Hawaiian
570/730/870 ₽ · 550 г · 12 мин · 219 10.4 7.6 27.3 · gluten milk
Курица, ананас, моцарелла, сливочный соус.
Chicken, pineapple, mozzarella and cream sauce.

20007 С грушей и горгонзолой | Pear and Gorgonzola
650/830/980 ₽ · 510 г · 13 мин · 261 10.0 12.2 27.9 · gluten milk nuts · #vegetarian
Груша, горгонзола, грецкий орех, мёд.
Pear, gorgonzola, walnuts and honey.

20008 Морская | Seafood
760/960/1150 ₽ · 520 г · 14 мин · 214 12.3 7.4 24.6 · gluten milk crustaceans molluscs
Креветки, мидии, кальмар, чесночный соус.
Shrimps, mussels, squid and garlic sauce.

20009 Овощная | Garden
520/680/820 ₽ · 560 г · 12 мин · 186 6.1 5.2 28.7 · gluten · #vegan
Цукини, баклажан, сладкий перец, томаты. Без сыра.
Courgette, aubergine, sweet pepper and tomatoes. No cheese.

20010 С лососем и шпинатом | Salmon and Spinach
740/940/1120 ₽ · 520 г · 13 мин · 233 12.7 9.8 23.7 · gluten milk fish
Лосось, шпинат, сливочный сыр, моцарелла.
Salmon, spinach, cream cheese and mozzarella.

20011 Две половинки | Half and Half
720/860 ₽ · 520 г · 13 мин · 245 10.9 10.3 27.1 · gluten milk
Две начинки на одной пицце. Выберите каждую половинку.
Two fillings on one pizza. Choose each half.

20012 Собери свою | Build Your Own
450/590/720 ₽ · 450 г · 13 мин · 241 9.6 8.8 30.2 · gluten milk
Томатный соус и моцарелла, добавки — на каждую половинку свои.
Tomato sauce and mozzarella; each half gets its own toppings.
`,
}
