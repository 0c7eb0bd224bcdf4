const root = document.getElementById('root')
const { pathname } = window.location

// One page, two programs: a phone on a bad link loads nothing of the desk, and the desk nothing of the phone.
if (root !== null) {
  if (pathname === '/m' || pathname.startsWith('/m/')) void import('../phone/start-phone.tsx').then(({ startPhone }) => startPhone(root))
  else void import('./start-desk.tsx').then(({ startDesk }) => startDesk(root))
}
