import { bold, br, center, np, pair, section, together } from '../build.ts'
import type { Content } from '../document.ts'
import { moment, nameOf, type PaperSetting, say } from './paper-setting.ts'
import type { PaperWord } from './paper-words.ts'

/** Who gives the paper: name, person in law, tax number, address; what the restaurant adds of its own. */
export function heading(setting: PaperSetting, title: PaperWord): Content {
  const { organization, header, isCopy } = setting
  const { legalName, inn, restaurantAddress } = organization
  return together(
    section('header'),
    header.length > 0 && together(...header, br),
    center(
      bold(nameOf(setting, organization)),
      br,
      legalName && legalName !== organization.name ? together(legalName, br) : null,
      inn ? together(`${say(setting, 'taxId')} ${inn}`, br) : null,
      restaurantAddress !== '' && together(restaurantAddress, br),
      np,
      bold(say(setting, title)),
      br,
      isCopy && together(say(setting, 'copy'), br),
    ),
  )
}

/** What stands below papers for guests. */
export function farewell(setting: PaperSetting): Content {
  const { footer } = setting
  return together(
    section('footer'),
    footer.length > 0 ? together(np, ...footer, br) : center(np, say(setting, 'thanks')),
  )
}

/** Who and when, for papers that stay in the house. */
export const stamp = (setting: PaperSetting, word: PaperWord, at: number): Content =>
  pair(say(setting, word), moment(setting, at))
