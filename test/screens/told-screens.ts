import { screens } from '../../screens/menu.ts'

// What the built program knows of its screens: the bundle's test builds and starts it.
const told = screens.map(screen => ({
  late: Object.entries(Object.getOwnPropertyDescriptors(screen))
    .filter(([, { get }]) => get)
    .map(([name]) => name),
  declared: screen,
}))
process.stdout.write(JSON.stringify(told))
