/**
 * The figures of a run, one line each: ratios within the run, or counts, never times of this machine. The aims are for
 * contributors (`npm run bench -- --aims`): a figure must not get worse, and `most` or `least` is what we think the code can
 * reach on an idle machine.
 */
import { number, printTable } from './report.mjs';

const figures = {
  issuer: { text: 'chat user token by an issuer, vs agora-token', unit: '×', least: 9 },
  plain: { text: 'chat user token by buildChatUserToken, vs agora-token', unit: '×', least: 9 },
  uuid: { text: 'chat user token by an issuer, UUID user IDs, vs agora-token', unit: '×', least: 7 },
  buildFloor: { text: 'build, as a multiple of its 9 compressions', unit: '×', most: 2.2 },
  uuidFloor: { text: 'build with UUID user IDs, as a multiple of the same', unit: '×', most: 3 },
  verify: { text: 'verify with a requirement, vs agora-token', unit: '×', least: 5 },
  verifyFloor: { text: 'verify with a requirement, as a multiple of its 13 compressions', unit: '×', most: 2 },
  buildHeap: { text: 'heap per token built', unit: ' KB', most: 0.6 },
  deflateNode: { text: 'deflate of 1–60 KB, slower than node:zlib by', unit: '×', most: 1.6 },
  deflatePako: { text: 'deflate of 1–60 KB, faster than pako by', unit: '×', least: 1.4 },
  growBuild: { text: 'build: cost per service at 20,000, relative to 5,000', unit: '×', most: 1.5 },
  growRead: { text: 'decode: cost per service at 20,000, relative to 5,000', unit: '×', most: 1.5 },
  coldStart: { text: 'import + first token, CPU above a bare process, vs agora-token', unit: '×', most: 0.6 },
};

const measured = new Map();

/** Records a figure. If a section yields several, the worst counts. */
export function record(id, value) {
  const before = measured.get(id);
  const worse = figures[id].least === undefined ? Math.max : Math.min;
  measured.set(id, before === undefined ? value : worse(before, value));
}

/** Prints what was recorded, with the aims if asked to. */
export function printFigures(withAims) {
  const rows = [...measured].map(([id, value]) => {
    const { text, unit, least, most } = figures[id];
    const aim = least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`;
    return [text, `${number(value)}${unit}`, ...(withAims ? [aim] : [])];
  });
  printTable('Figures', ['', 'figure', ...(withAims ? ['aim'] : [])], rows);
}
