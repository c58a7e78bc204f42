/** The press that main hands in: what sets type needs fonts and a native compiler, which are no business of a pure room. */
import type { LetterContent } from '#loop/letter.ts'
import type { Label } from '#loop/words.ts'
import type { Found } from '#letters/fonts.ts'

export type Printed = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly says: Label }
export type PressState = { readonly fonts: readonly Found[]; /** Why the compiler does not run here; absent where it does. */ readonly fault?: string }
export type Press = {
  /** The letter as PDF, or why there is none. */
  pdf(letter: LetterContent): Promise<Printed>
  /** What it has to print with, for `huiyin doctor`; undefined where nobody meant it to print. */
  state(): Promise<PressState | undefined>
  close(): Promise<void>
}

const instead: Label = ['请先下载 Word 文件，或用打印页。', 'Take the Word file, or print the page meanwhile.']
const because = (zh: string, en: string): Printed => ({ ok: false, says: [`${zh}${instead[0]}`, `${en} ${instead[1]}`] })
export const noPress = (): Printed => because('这台机器现在不能生成PDF（排版程序没有装好）。', 'No PDF can be made on this machine: the typesetter is not installed.')
export const noFont = (): Printed => because('这台机器上没有能排公文的中文字体，不能生成PDF；请系统管理员按 FONT_DIR 的说明装字体。', 'No Chinese font that can print a letter was found on this machine; the system administrator installs some as FONT_DIR says.')
export const notSet = (): Printed => because('这件公文没有排成PDF，已经记下。', 'This letter could not be set; it was written down.')
/** Signs no letter is set in: pictures that came with a telephone's keyboard. Digits and signs that are also text are none. */
const pictures = /\p{Emoji_Presentation}/gu
/** Why, where the letter itself says it; undefined where it does not. */
export function unsettable(letter: LetterContent): Printed | undefined {
  const found = [...new Set(JSON.stringify(letter).match(pictures) ?? [])].slice(0, 5).join('')
  return found ? because(`公文里有排不出来的表情符号“${found}”，请先在标题或者内容里更正。`, `The letter holds signs that cannot be set: ${found}. Correct the title or the text first.`) : undefined
}
/** For a service without a press, as in most tests. */
export const idlePress: Press = { pdf: () => Promise.resolve(noPress()), state: () => Promise.resolve(undefined), close: () => Promise.resolve() }
