/** Shows chosen photos before they are sent. Without it the browser names the files. */
for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-preview]')) {
  const thumbs = document.createElement('div')
  thumbs.className = 'thumbs'
  input.after(thumbs)
  input.addEventListener('change', () => {
    for (const img of thumbs.querySelectorAll('img')) URL.revokeObjectURL(img.src)
    thumbs.replaceChildren(...[...(input.files ?? [])].filter(f => f.type.startsWith('image/')).map(f => {
      const img = document.createElement('img')
      img.src = URL.createObjectURL(f)
      img.alt = f.name
      return img
    }))
  })
}
