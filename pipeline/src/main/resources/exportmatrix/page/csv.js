/** Tables as CSV (RFC 4180): unrounded numbers, and text that no spreadsheet runs as a formula. */

const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

export function csv(columns, rows) {
  const lines = [columns, ...rows].map((line) => line.map(cell).join(","));
  return lines.join("\r\n") + "\r\n";
}

function cell(value) {
  if (value === null || value === undefined) {
    return "";
  }
  if (typeof value !== "string") {
    return String(value);
  }
  const text = FORMULA.test(value) ? "'" + value : value;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
