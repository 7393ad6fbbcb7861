/** Colours of food, and which of them a dish shows. */
const colours = {
  apple: '#c6d86b',
  avocado: '#8bab4a',
  bacon: '#c65d4f',
  beef: '#7a4230',
  beer: '#e8a92e',
  beet: '#a3174a',
  berry: '#b3315f',
  bread: '#d9a05b',
  broth: '#e3b55c',
  brown: '#8a5a34',
  carrot: '#ee8434',
  caviar: '#f05d23',
  cheese: '#f6c445',
  choco: '#4a2c20',
  coffee: '#5b3a29',
  cola: '#3b1f1b',
  cream: '#f8ecd2',
  egg: '#fbd34d',
  fish: '#f2a07b',
  green: '#5f9e3f',
  herb: '#2f7d4a',
  honey: '#d98e21',
  lemon: '#f5df5a',
  mango: '#f9a62b',
  milk: '#fffaf0',
  mushroom: '#a98b6d',
  nori: '#24382f',
  olive: '#44503a',
  onion: '#c58ab5',
  orange: '#f58a1f',
  pasta: '#efcd7c',
  pepper: '#d8402b',
  pickle: '#7d9440',
  rice: '#fdf8ee',
  salami: '#b8322a',
  shrimp: '#f79a7e',
  tea: '#a8561c',
  tomato: '#dd3f2b',
  water: '#b9dff0',
  wine: '#7b1e3a',
} as const
type Colour = keyof typeof colours

const isColour = (word: string): word is Colour => Object.hasOwn(colours, word)

/** Code, the main colour, then what lies or swims on top. */
const table = `
10101 beet cream herb beef;10102 broth green herb cream;10103 tomato olive lemon salami;10104 broth fish carrot herb
10105 broth pasta carrot herb;10106 mushroom cream herb;10107 cream pickle egg herb;10108 carrot shrimp mushroom herb
10201 green bread cream cheese;10202 green shrimp cream bread;10203 green tomato milk olive;10204 cream green carrot egg
10205 beet cream egg onion;10206 beet mushroom carrot green;10207 herb beef tomato cheese;10208 avocado green herb egg
10209 tomato milk herb;10301 pickle tomato green;10302 cream bread onion;10303 mushroom cheese herb
10304 bread cheese berry;10305 salami egg pickle;10306 brown bacon honey;10307 cheese cream honey berry
10401 cream pasta herb;10402 cream pasta onion;10403 brown mushroom cream herb;10404 bread cream herb
10405 green tomato rice;10406 brown carrot mushroom;10407 brown berry apple;10408 cream fish herb lemon
10409 fish rice orange herb;10410 rice carrot beef berry;10411 bread fish cream herb;10412 tomato green carrot pepper
10413 beef berry herb;10414 brown rice carrot;10501 beef herb tomato;10502 beef pepper herb;10503 beef mushroom herb
10504 brown onion herb tomato;10505 honey onion herb;10506 brown bread herb onion;10507 fish lemon herb
10508 pepper green carrot;10601 pasta bacon egg herb;10602 pasta tomato beef herb;10603 pasta mushroom cream herb
10604 pasta shrimp tomato herb;10605 pasta tomato pepper herb;10606 tomato cheese herb;10607 rice mushroom cheese
10608 rice shrimp honey herb;10701 egg pasta;10702 cream egg herb;10703 honey herb pepper;10704 rice herb
10705 brown mushroom onion;10706 green herb cream;10707 bread brown cream;10801 bread egg tomato
10802 cheese pasta;10803 brown cream carrot;10804 broth pasta carrot beef;10805 honey cream berry
10806 orange berry apple lemon;10901 tomato;10902 cheese;10903 cream herb;10904 orange;10905 pepper;10906 cream pickle
10907 beet;11001 green tomato egg carrot;11002 brown carrot rice;20001 cheese tomato herb;20002 cheese salami salami
20003 cheese cream herb;20004 cheese bacon mushroom;20005 cheese salami pepper herb;20006 cheese mango cream
20007 cheese apple honey brown;20008 cheese shrimp olive herb;20009 tomato green pepper olive;20010 cheese fish herb
20011 cheese salami herb mushroom;20012 cheese tomato;30001 beef tomato green;30002 beef cheese pickle
30003 beef bacon cheese;30004 honey green cream;30005 egg green cream;30006 mushroom avocado green
40001 fish cream avocado;40002 caviar avocado cream;40003 brown avocado cream;40004 salami pepper green
40005 cheese fish cream;40006 honey shrimp avocado;40007 rice green green;40008 rice fish fish;40009 fish
40010 brown;40011 caviar;40012 fish herb lemon;40013 fish caviar avocado brown;50001 honey cream brown
50002 pasta cream bread;50003 cream bread berry;50004 coffee cream choco;50005 milk berry;50006 honey berry cream
50007 choco milk berry;50008 cream choco;50009 mango herb;50901 berry green brown;60101 coffee;60102 coffee
60103 choco;60111 milk coffee;60112 milk brown;60113 cream honey;60114 choco milk;60115 cream coffee;60201 tea
60202 apple;60203 orange;60204 tea;60205 lemon;60301 lemon herb;60302 berry herb;60303 wine berry;60304 mango egg
60401 water;60402 water;60403 cola;60404 cola;60405 water;60406 apple;60407 orange;60408 tea;60501 wine;60502 lemon
60503 egg;60504 beer;60505 beer`

const palettes = new Map(
  table
    .trim()
    .split(/[;\n]/)
    .map((line) => {
      const [code = '', ...words] = line.split(' ')
      return [code, words.filter(isColour)] as const
    }),
)

/** Colours of a dish by its code; a plain golden dish when the code is not known. */
export function paletteOf(code: string): { main: string; bits: string[] } {
  const [main = 'bread', ...bits] = palettes.get(code) ?? []
  return { main: colours[main], bits: bits.map((bit) => colours[bit]) }
}
