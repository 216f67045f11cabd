import { element } from "./elements.js";

/** A bar that shows a figure's size beside its number; screen readers read the number alone. */
export function bar(value, most) {
  const share = value > 0 && most > 0 ? value / most : 0;
  const fill = element("span", { class: "bar-fill" });
  fill.style.setProperty("--share", share.toFixed(4));
  return element("span", { class: "bar", "aria-hidden": "true" }, fill);
}

/** A bar that begins in the middle, to the left below zero. */
export function signedBar(value, most) {
  const share = most > 0 ? Math.abs(value ?? 0) / most : 0;
  const fill = element("span", { class: value < 0 ? "bar-fill negative" : "bar-fill positive" });
  fill.style.setProperty("--share", (share / 2).toFixed(4));
  return element("span", { class: "bar signed", "aria-hidden": "true" }, fill);
}
