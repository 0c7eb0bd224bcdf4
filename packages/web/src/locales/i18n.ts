import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ui } from './zh-CN/ui.ts'

/** Namespaces by language. A feature adds its own namespace here; keys are checked by the compiler. */
const resources = { 'zh-CN': { ui } } as const

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: (typeof resources)['zh-CN']
  }
}

/** The one text catalogue of the desk; ready as soon as this module is loaded, because texts are bundled. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  ns: ['ui'],
  defaultNS: 'ui',
  resources,
  initAsync: false,
  interpolation: { escapeValue: false },
})
