#!/usr/bin/env node
import { join } from 'node:path'
import { home, install, run } from './launch.mjs'

install({ all: false })
run(join(home, 'src', 'main.ts'), process.argv.slice(2), { cwd: process.cwd() })
