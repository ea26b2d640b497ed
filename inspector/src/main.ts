/** The entry point: puts the app into the document, starts its clock and opens the token in the address. */
import './styles/index.css';
import { app } from './app.ts';
import { tokenInFragment } from './inspect/fragment.ts';

const page = app(() => Date.now() / 1000);
document.body.replaceChildren(...page.elements);

openFragment();
window.addEventListener('hashchange', openFragment);
tickEverySecond();

/** Removes the token from the address, so that it stays in no bookmark, history entry or screenshot. */
function openFragment(): void {
  const token = tokenInFragment(location.hash);
  if (token === undefined) return;
  history.replaceState(null, '', location.pathname + location.search);
  page.show(token);
}

/** Ticks just after the full second. Otherwise countdowns would skip a second now and then. */
function tickEverySecond(): void {
  setTimeout(
    () => {
      page.tick();
      tickEverySecond();
    },
    1010 - (Date.now() % 1000),
  );
}
