import { addTexts } from '../kit/language.ts'

/** Says the texts of the page of categories. */
export const useCategoryText = addTexts(
  {
    'categories.hint': 'По ним акции отличают одних гостей от других.',
    'categories.new': 'Новая категория',
    'categories.default': 'Для новых гостей',
  },
  {
    'categories.hint': 'By these campaigns tell some guests from others.',
    'categories.new': 'New category',
    'categories.default': 'For new guests',
  },
)
