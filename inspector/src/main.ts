/** The page's entry: puts the app into the document, with a clock, and takes the token out of the address. */
import './styles/index.css';
import { app } from './app.ts';
import { tokenInFragment } from './inspect/fragment.ts';

const page = app(() => Date.now() / 1000);
document.body.replaceChildren(...page.elements);

openFragment();
window.addEventListener('hashchange', openFragment);
tickEachSecond();

/** The token is taken out of the address, so that it stays in no bookmark, history or picture of the screen. */
function openFragment(): void {
  const token = tokenInFragment(location.hash);
  if (token === undefined) return;
  history.replaceState(null, '', location.pathname + location.search);
  page.show(token);
}

/** Just behind the second, or a count-down would jump by two now and then. */
function tickEachSecond(): void {
  setTimeout(
    () => {
      page.tick();
      tickEachSecond();
    },
    1010 - (Date.now() % 1000),
  );
}
