import { kitchen, restaurants, type Section } from './section.ts'

const burgers: Section = {
  ...kitchen,
  group: 'burgers',
  groups: ['doneness', 'burgerExtras'],
  specials: {
    '30004': { groups: ['burgerExtras'] },
    '30005': { groups: ['burgerExtras'] },
    '30006': { groups: ['burgerExtras'] },
  },
  table: `
30001 Бургер классический | Classic burger
450 ₽ · 320 г · 12 мин · 238 12.1 13.0 18.4 · gluten eggs milk mustard sesame · #hit
Котлета из мраморной говядины, томат, лист салата, соус.
Marbled beef patty, tomato, lettuce and sauce.

30002 Чизбургер двойной | Double cheeseburger
590 ₽ · 420 г · 14 мин · 261 14.9 15.8 14.9 · gluten eggs milk mustard sesame
Две котлеты, двойной чеддер, маринованный огурец.
Two patties, double cheddar and pickles.

30003 Бургер с беконом | Bacon burger
540 ₽ · 360 г · 13 мин · 266 13.8 16.2 16.5 · gluten eggs milk mustard sesame
Говяжья котлета, бекон, чеддер, соус барбекю.
Beef patty, bacon, cheddar and barbecue sauce.

30004 Чикенбургер | Chicken burger
420 ₽ · 300 г · 12 мин · 224 12.6 10.1 20.7 · gluten eggs milk mustard sesame
Куриное филе в панировке, капустный салат.
Breaded chicken fillet and coleslaw.

30005 Фишбургер | Fish burger
490 ₽ · 300 г · 12 мин · 209 10.8 9.4 20.5 · gluten eggs milk fish mustard sesame
Филе трески, соус тартар, огурец.
Cod fillet, tartar sauce and cucumber.

30006 Вегабургер | Veggie burger
430 ₽ · 300 г · 12 мин · 198 7.9 8.2 23.4 · gluten soy sesame · #vegan
Котлета из нута и грибов, авокадо.
Chickpea and mushroom patty with avocado.
`,
}

const rolls: Section = {
  group: 'rolls',
  category: 'sushi',
  tax: 'vat20',
  type: 'Dish',
  place: 'sushi',
  unit: 'порц',
  sold: restaurants,
  simple: ['soySauce', 'ginger', 'wasabi'],
  specials: { '40013': { simple: ['soySauce', 'ginger', 'wasabi', 'chopsticks'] } },
  table: `
40001 Филадельфия | Philadelphia roll
590 ₽ · 260 г · 9 мин · 176 8.0 7.2 19.6 · fish milk soy sesame · #hit
Лосось, сливочный сыр, огурец.
Salmon, cream cheese and cucumber.

40002 Калифорния | California roll
540 ₽ · 240 г · 9 мин · 158 5.9 5.1 22.0 · crustaceans fish soy eggs sesame
Краб, авокадо, икра масаго.
Crab, avocado and masago roe.

40003 Дракон с угрём | Eel dragon roll
620 ₽ · 250 г · 10 мин · 184 7.6 6.9 22.8 · fish soy sesame milk
Угорь, авокадо, сливочный сыр, унаги.
Eel, avocado, cream cheese and unagi sauce.

40004 Спайси с тунцом | Spicy tuna roll
480 ₽ · 210 г · 8 мин · 149 8.3 3.4 21.2 · fish soy eggs sesame · #spicy
Тунец, острый соус, зелёный лук.
Tuna, spicy sauce and spring onion.

40005 Запечённый с лососем | Baked salmon roll
520 ₽ · 260 г · 12 мин · 193 7.7 8.6 21.0 · fish milk eggs soy sesame
Лосось под сырной шапкой.
Salmon under a cheese crust.

40006 Темпура с креветкой | Shrimp tempura roll
530 ₽ · 250 г · 11 мин · 201 7.2 7.8 25.4 · crustaceans gluten eggs soy sesame
Креветка темпура, авокадо, соус спайси.
Tempura shrimp, avocado and spicy sauce.

40007 Ролл с огурцом | Cucumber maki
190 ₽ · 110 г · 6 мин · 121 2.6 0.6 26.4 · soy sesame · #vegan
Огурец и кунжут.
Cucumber and sesame.

40008 Ролл с лососем | Salmon maki
290 ₽ · 120 г · 6 мин · 142 7.1 2.7 22.3 · fish soy
Классический хосомаки.
A classic hosomaki.

40009 Суши с лососем | Salmon nigiri
130 ₽ · 40 г · 4 мин · 152 9.4 4.0 19.6 · fish soy
Одна штука.
One piece.

40010 Суши с угрём | Eel nigiri
150 ₽ · 40 г · 4 мин · 171 8.4 5.3 22.5 · fish soy sesame
Одна штука.
One piece.

40011 Гункан с икрой | Salmon roe gunkan
190 ₽ · 40 г · 4 мин · 158 9.9 4.4 19.7 · fish soy
Красная икра, одна штука.
Salmon roe, one piece.

40012 Сашими из лосося | Salmon sashimi
520 ₽ · 120 г · 6 мин · 148 18.9 7.7 0.8 · fish soy
Ломтики лосося, дайкон.
Sliced salmon and daikon.

40013 Сет «Трапеза» 32 шт. | Trapeza set, 32 pieces
1690 ₽ · 980 г · 20 мин · 166 7.4 5.8 20.9 · fish crustaceans milk soy sesame eggs · #hit
Филадельфия, Калифорния, Дракон, Спайси с тунцом.
Philadelphia, California, Dragon and Spicy Tuna.
`,
}

export const burgersAndRolls: readonly Section[] = [burgers, rolls]
