/** On a phone the menu scrolls sideways: the page one is on is brought into view. Without it the menu is scrolled by hand. */
const here = document.querySelector<HTMLElement>('.menu [aria-current]'), menu = here?.closest('nav')
if (here && menu) menu.scrollLeft += here.getBoundingClientRect().left - menu.getBoundingClientRect().left - (menu.clientWidth - here.offsetWidth) / 2
