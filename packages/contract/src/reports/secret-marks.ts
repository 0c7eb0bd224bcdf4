/**
 * Finds a mark of secrecy (保密法: 秘密、机密、绝密 as printed on papers) in free text, because secret material must not enter this network
 * (涉密不上网). Only marks count — a level with a star, a line that is nothing but a level, a field 密级 with a level — never the words in a sentence: “秘密水道”, “泄露
 * 商业秘密” pass. @returns the mark as it stands, or null
 */
export function findSecretMark(text: string): string | null {
  for (const mark of marks) {
    const found = mark.exec(text)
    if (found) return found[0].trim()
  }
  return null
}

const LEVEL = '(?:绝\\s?密|机\\s?密|秘\\s?密)'
const STAR = '[★☆✩✭⭐*＊]'
const LIMIT = '(?:\\s*(?:长期|\\d{1,2}\\s*年|[一二三四五六七八九十]{1,3}\\s*年|\\d{1,2}\\s*个月))?'
const marks = [
  new RegExp(`${LEVEL}\\s*${STAR}${LIMIT}`, 'u'),
  new RegExp(`密\\s?级\\s*(?:和保密期限)?\\s*[:：]\\s*[【\\[（(]?\\s*${LEVEL}`, 'u'),
  new RegExp(`^[ \\t\\u3000]*[【\\[（(〔]?${LEVEL}(?:级)?[】\\]）)〕]?${LIMIT}[ \\t\\u3000]*$`, 'mu'),
]

export const secretMarkRefusal = '文字里有密级标志，本系统不得处理涉密内容（涉密不上网）。请改用保密渠道报送；若不涉密，请去掉标志后再存'
