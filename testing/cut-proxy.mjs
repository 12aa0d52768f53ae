// A wire that can be cut: a TCP proxy before a real server, for tests of what survives a lost connection.
import { connect, createServer } from 'node:net';

/** @type {typeof import('./cut-proxy.mjs').cutProxy} */
export async function cutProxy(target) {
  const { hostname, port } = new URL(target);
  const pairs = new Set();
  let isFrozen = false;
  let isRefusing = false;

  const server = createServer((client) => {
    if (isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ host: hostname, port: Number(port) });
    const pair = [client, upstream];
    pairs.add(pair);
    for (const [from, to] of [pair, pair.toReversed()]) {
      from.on('data', (bytes) => {
        if (!isFrozen && !to.destroyed) to.write(bytes);
      });
      from.on('error', () => {}); // what is cut complains
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = () => {
    for (const [client] of pairs) client.resetAndDestroy();
  };
  return {
    port: server.address().port,
    cut,
    freeze: (frozen) => {
      isFrozen = frozen;
    },
    refuse: (refusing) => {
      isRefusing = refusing;
      if (refusing) cut();
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
