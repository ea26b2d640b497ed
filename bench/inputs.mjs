/** Inputs for the tokens. A seed determines all of them, and neighbours always differ. */

/** The published credentials of Agora's own test suites. */
export const credentials = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
};
export const expiresIn = 3600;

/** Inputs per pool: more than an engine's caches keep. A power of two, so that `i & MASK` picks one. */
const POOL = 2048;
export const MASK = POOL - 1;

/** Random numbers from a seed (Park and Miller's generator). */
function seededRandom(seed) {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const pool = (seed, make) => {
  const roll = seededRandom(seed);
  return Array.from({ length: POOL }, (_, i) => make(roll, i));
};

const digits = (roll, alphabet, count) => Array.from({ length: count }, () => alphabet[roll(alphabet.length)]).join('');
const hex = (roll, count) => digits(roll, '0123456789abcdef', count);
const words = 'anna bela carlo dmitri emeka fatima grace hiro ines jonas karim lin maria nadia olu priya'.split(' ');
const hosts = ['example.com', 'example.org', 'mail.example.net', 'school.example.edu'];

/** User IDs by kind. */
export const userIds = {
  short: pool(1, (roll) => `user_${100_000 + roll(900_000)}`),
  email: pool(2, (roll) => `${words[roll(16)]}.${words[roll(16)]}${roll(100)}@${hosts[roll(4)]}`),
  uuid: pool(3, (roll) => `${hex(roll, 8)}-${hex(roll, 4)}-4${hex(roll, 3)}-a${hex(roll, 3)}-${hex(roll, 12)}`),
  hex64: pool(4, (roll) => hex(roll, 64)),
};

export const channelNames = pool(5, (roll) => `${words[roll(16)]}-room-${roll(10_000)}`);
export const uids = pool(6, (roll) => 1 + roll(4_000_000_000));

/** RTM2 channel lists whose payload is about that many bytes: 16 lists of each size. */
export function channelLists(bytes) {
  const roll = seededRandom(bytes);
  return Array.from({ length: 16 }, () => {
    const list = [];
    for (let size = 0; size < bytes; ) {
      const name = `${words[roll(16)]}-${hex(roll, 6)}`;
      list.push(name);
      size += name.length + 2;
    }
    return list;
  });
}
