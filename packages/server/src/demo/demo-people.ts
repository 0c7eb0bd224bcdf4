const surnames = '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢章潘葛范彭郎鲁韦马苗方任袁柳史唐薛雷贺汤罗郝安常于傅齐康余元顾孟黄'
const stems = '甲乙丙丁戊己庚辛壬癸'
const branches = '子丑寅卯辰巳午未申酉戌亥'

/** Numbers that no network has given out to anybody: the demo's own block of ten thousand. */
const PHONE_PREFIX = '1390000'
const MOST_PHONES = 10_000

/** Hands out invented people: names that nobody has (林某甲子), each only once, and telephone numbers that do not ring. */
export interface PeopleSource {
  nextName(): string
  nextPhone(): string
}

export function createPeopleSource(): PeopleSource {
  let names = 0
  let phones = 0
  return {
    nextName() {
      const serial = names++
      const family = surnames[serial % surnames.length] ?? ''
      const rest = Math.floor(serial / surnames.length)
      if (rest >= stems.length * branches.length) throw new RangeError('演示人名用完了')
      return `${family}某${stems[rest % stems.length] ?? ''}${branches[Math.floor(rest / stems.length)] ?? ''}`
    },
    nextPhone() {
      phones += 1
      if (phones >= MOST_PHONES) throw new RangeError('演示电话号码用完了')
      return `${PHONE_PREFIX}${String(phones).padStart(4, '0')}`
    },
  }
}
