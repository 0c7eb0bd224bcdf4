/** How a password stands against guessing, in words that say what to change. */
export interface PasswordStanding {
  readonly fits: boolean
  readonly words: string
  /** 0…4, for the bar. */
  readonly step: 0 | 1 | 2 | 3 | 4
}

/** The server's rule: length over composition (NIST 800-63B). */
export const shortestPassword = 10
/** Long enough that length alone carries it. */
const goodLength = 16

const wellKnown = ['password', 'qwerty', '12345', 'abcdef', 'admin', 'fengsui', 'woaini', '11111', '00000', '88888']

/**
 * Strength of a password as it is typed. Only the length is demanded; what is easily guessed is said but not refused.
 * @param username must not be the better part of the password
 */
export function judgePassword(password: string, username = ''): PasswordStanding {
  const length = [...password].length
  if (length === 0) return { fits: false, words: `至少 ${shortestPassword} 位，越长越好；可用一句好记的话`, step: 0 }
  if (length < shortestPassword) return { fits: false, words: `还差 ${shortestPassword - length} 位`, step: 1 }
  const lower = password.toLowerCase()
  const easy = new Set(lower).size <= 4 || (username.length >= 3 && lower.includes(username.toLowerCase())) || wellKnown.some((word) => lower.includes(word))
  if (easy) return { fits: true, words: '容易被猜到：少用用户名、连号、叠字和常见词', step: 2 }
  return length >= goodLength ? { fits: true, words: '够长', step: 4 } : { fits: true, words: '可用；再长一些更稳妥', step: 3 }
}

/** What is wrong with the second entry, if anything. */
export function checkRepeated(password: string, repeated: string): string | undefined {
  return password === repeated ? undefined : '两次输入的密码不一样，请重新输入'
}
