/** The page's entry: puts the app into the document. */
import './styles/index.css';
import { app } from './app.ts';

document.body.replaceChildren(...app());
