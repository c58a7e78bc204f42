/** Every page there is, looked at in a browser. It is a file of its own so that two workers share the minutes. */
import { accessibility } from './axe.ts'
import { seated } from './seated.ts'

accessibility(seated())
