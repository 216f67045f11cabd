/** Elements of the page. Text is always text: nothing here reads markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element; a listener's attribute begins with "on", an attribute of null is left out. */
export function element(name, attributes = {}, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

export function drawing(name, attributes = {}, ...children) {
  return furnished(document.createElementNS(SVG, name), attributes, children);
}

/** Puts new content in the place of the old. */
export function fill(parent, ...children) {
  parent.replaceChildren(...flat(children));
}

/** What screen readers say of a change. */
export function announce(text) {
  document.getElementById("announcement").textContent = text;
}

function furnished(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...flat(children));
  return node;
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
