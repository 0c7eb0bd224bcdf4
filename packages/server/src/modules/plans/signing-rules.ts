import { whoMayStart, type AuthorityAnswer, type ResponseLevelNumber, type StructuredPlan } from '@fengsui/contract/plans/structured'

/** What signing power rests on: the posts the person holds in a place, and the roles of the account. */
export interface SigningStand {
  /** Place the account acts for. */
  readonly divisionCode: string
  readonly roles: readonly string[]
  /** Keys of the posts the account's person holds in that place. */
  readonly postKeys: readonly string[]
}

/** Posts that hold signing power, most senior first. */
const signingPosts = ['chief', 'executive-deputy', 'deputy', 'office-director']

/**
 * The post an account signs as: the most senior signing post its person holds there; the role 总指挥 without such a post counts
 * as the chief of its place. Null = no signing power.
 */
export function findSigningPost(stand: SigningStand): string | null {
  return signingPosts.find((key) => stand.postKeys.includes(key)) ?? (stand.roles.includes('commander') ? 'chief' : null)
}

export type SigningAnswer = AuthorityAnswer & { readonly postKey: string | null }

/** Whether an account may sign the level of a plan, and as what. The plan is signed by its own place (分级响应、属地为主), never over its head. */
export function mayStartLevel(plan: StructuredPlan, placeName: string, level: ResponseLevelNumber, stand: SigningStand): SigningAnswer {
  if (stand.divisionCode !== plan.areaDivisionCode) return { allowed: false, reasonZh: `这是${placeName}的预案，由${placeName}启动。`, postKey: null }
  const postKey = findSigningPost(stand)
  if (postKey === null) return { allowed: false, reasonZh: '您没有签发应急响应的职务，请报指挥部领导签发。', postKey }
  return { ...whoMayStart(plan, level, postKey), postKey }
}
