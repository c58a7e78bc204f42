/** A table of inputs walked as a spreadsheet: up, down and Enter change the row, left and right leave a cell at its ends, and a proposal is filled in by its button. Without it Tab does, and the button asks the server. */
for (const table of document.querySelectorAll<HTMLTableElement>('table.cells')) {
  const grid = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')].map(r => [...r.querySelectorAll<HTMLInputElement>('input[data-cell]')])
  const go = (row: number, column: number): boolean => {
    const to = grid[row]?.[column]
    if (!to) return false
    to.focus()
    if (to.type === 'text') to.select()
    return true
  }
  table.addEventListener('click', e => {
    const button = e.target instanceof Element ? e.target.closest<HTMLButtonElement>('button[data-fill]') : null, cell = button?.closest('td')?.querySelector<HTMLInputElement>('input[data-cell]')
    if (!button || !cell) return
    e.preventDefault()
    cell.value = button.dataset.fill ?? ''
    cell.dispatchEvent(new Event('input', { bubbles: true }))
    cell.dispatchEvent(new Event('change', { bubbles: true }))
    cell.focus()
  })
  table.addEventListener('input', e => { if (e.target instanceof HTMLInputElement && e.target.list) e.target.dataset.typed = '' })
  table.addEventListener('change', e => { if (e.target instanceof HTMLInputElement) delete e.target.dataset.typed })
  table.addEventListener('keydown', e => {
    const cell = e.target
    if (!(cell instanceof HTMLInputElement) || cell.dataset.cell === undefined || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return
    const row = grid.findIndex(r => r.includes(cell)), column = grid[row]?.indexOf(cell) ?? -1
    if (row < 0) return
    const text = cell.type === 'text', atStart = !text || (cell.selectionStart === 0 && cell.selectionEnd === 0) || (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length), atEnd = !text || cell.selectionEnd === cell.value.length
    // Enter in a form would send it.
    const moved = e.key === 'Enter' ? go(row + (e.shiftKey ? -1 : 1), column) || true
      // While the browser's list of organs stands open its own arrows choose from it: somebody who has just typed is choosing.
      : e.key === 'ArrowDown' && cell.dataset.typed === undefined ? go(row + 1, column)
        : e.key === 'ArrowUp' && cell.dataset.typed === undefined ? go(row - 1, column)
          : e.key === 'ArrowLeft' && atStart ? go(row, column - 1) : e.key === 'ArrowRight' && atEnd ? go(row, column + 1) : false
    if (moved) e.preventDefault()
  })
}
