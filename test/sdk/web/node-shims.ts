/** What the web SDK wants to find, and Node does not have: to be imported before it. */
import { WebSocket } from 'ws';

class QuietWebSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    // Node's sockets throw where a browser's only close; the SDK knows the browser's.
    this.on('error', () => {});
  }
}

/** The part of XMLHttpRequest that the SDK uses for its REST calls. */
class FetchingXMLHttpRequest {
  readyState = 0;
  status = 0;
  responseText = '';
  onreadystatechange = () => {};
  readonly #headers: Record<string, string> = {};
  #request: readonly [method: string, url: string] = ['GET', ''];

  open(method: string, url: string): void {
    this.#request = [method, url];
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  async send(body: string | null): Promise<void> {
    const [method, url] = this.#request;
    try {
      const response = await fetch(url, { method, headers: this.#headers, body });
      this.responseText = await response.text();
      this.status = response.status;
    } catch {
      // As in a browser: no status.
    }
    this.readyState = 4;
    this.onreadystatechange();
  }
}

const events = new EventTarget();

Object.assign(globalThis, {
  self: globalThis,
  window: globalThis,
  document: new EventTarget(),
  navigator: { userAgent: 'Node', onLine: true },
  addEventListener: events.addEventListener.bind(events),
  removeEventListener: events.removeEventListener.bind(events),
  WebSocket: QuietWebSocket,
  XMLHttpRequest: FetchingXMLHttpRequest,
});
