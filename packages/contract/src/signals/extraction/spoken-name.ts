/** How people say a place: the statistical table's 岭下村委会 is 岭下村, 东门社区居委会 is 东门社区. */
export function spokenName(name: string): string {
  return name.replace(/(?:居民|村民)委员会$/u, (end) => (end.startsWith('村') ? '村' : '')).replace(/村委会$/u, '村').replace(/社区居委会$/u, '社区').replace(/居委会$/u, '')
}
