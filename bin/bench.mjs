#!/usr/bin/env node
import { join } from 'node:path'
import { home, install, run } from './launch.mjs'

install({ all: true })
run(join(home, 'bench', 'main.ts'), process.argv.slice(2))
