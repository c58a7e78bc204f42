#!/usr/bin/env node
import { join } from 'node:path'
import { home, install, run } from './launch.mjs'

install({ all: true })
run(join(home, 'test', 'browser', 'pictures.ts'), process.argv.slice(2))
