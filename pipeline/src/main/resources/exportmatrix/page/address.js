/**
 * The state of the page, which is the part of its address behind "#": a copied link opens the same
 * view, and the browser's back button goes back.
 */

const KEYS = ["lang", "territory", "flow", "span", "period", "measure", "market", "cell", "open"];

export function read() {
  const written = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(KEYS.map((key) => [key, written.get(key)]));
}

/** The address of a state, for links. */
export function hrefOf(state) {
  const written = new URLSearchParams();
  for (const key of KEYS) {
    if (state[key]) {
      written.set(key, state[key]);
    }
  }
  return "#" + written.toString().replaceAll("%2F", "/");
}

/** A new view, to which the back button returns. */
export function go(state) {
  if (hrefOf(state) !== location.hash) {
    history.pushState(null, "", hrefOf(state));
  }
}

/** The same view, said in full or with something opened. */
export function settle(state) {
  if (hrefOf(state) !== location.hash) {
    history.replaceState(null, "", hrefOf(state));
  }
}
