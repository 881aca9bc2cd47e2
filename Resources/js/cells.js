// What a cell means while it is typed: the server reads it again, by its own rules, when it is sent.

// Cents as a BigInt; null for what is no amount. Blank is zero.
export function cents(text) {
  const found = fraction(text.replace(/[\s\u00a0\u202f€]/g, ""));
  return found && toCents(found);
}

// « 1200/1,2 »: products before sums.
export function formulaCents(text) {
  const cleaned = text.replace(/[\s\u00a0\u202f€]/g, "");
  if (!/^[-+]?[0-9.,]+([-+*/x×÷][-+]?[0-9.,]+)*$/.test(cleaned)) return null;
  const terms = cleaned.match(/[-+]?[0-9.,]+(?:[*/x×÷][-+]?[0-9.,]+)*/g);
  let sum = { over: 0n, under: 1n };
  for (const term of terms) {
    let product = null;
    for (const [, sign, factor] of term.matchAll(/([*/x×÷]?)([-+]?[0-9.,]+)/g)) {
      const value = fraction(factor);
      if (!value) return null;
      if (!product) product = value;
      else if (sign === "/" || sign === "÷") {
        if (value.over === 0n) return null;
        product = { over: product.over * value.under, under: product.under * value.over };
      } else product = { over: product.over * value.over, under: product.under * value.under };
    }
    if (product.under < 0n) product = { over: -product.over, under: -product.under };
    sum = { over: sum.over * product.under + product.over * sum.under, under: sum.under * product.under };
  }
  return toCents(sum);
}

function fraction(text) {
  if (text === "") return { over: 0n, under: 1n };
  const sign = /^-|-$/.test(text) ? -1n : 1n;
  const figures = text.replace(/^[-+]|-$/g, "");
  if (!/^[0-9.,]+$/.test(figures)) return null;
  const marks = [...figures.matchAll(/[.,]/g)];
  const last = marks.at(-1);
  let whole = figures;
  let decimals = "";
  if (last) {
    const others = marks.slice(0, -1);
    const isMixed = others.some((mark) => mark[0] !== last[0]);
    if (others.length > 0 && !isMixed) {
      if (!/^[0-9]{1,3}([.,][0-9]{3})+$/.test(figures)) return null;
    } else {
      decimals = figures.slice(last.index + 1);
      whole = figures.slice(0, last.index);
      if (others.length === 0 && decimals.length === 3 && last.index > 0) return null;
      if (others.length > 0 && !/^[0-9]{1,3}([.,][0-9]{3})+$/.test(whole)) return null;
    }
  }
  const digits = whole.replace(/[.,]/g, "") + decimals;
  if (digits === "" || digits.length > 18) return null;
  return { over: sign * BigInt(digits), under: 10n ** BigInt(decimals.length) };
}

// Half a cent goes away from zero.
function toCents({ over, under }) {
  const scaled = (over < 0n ? -over : over) * 100n;
  const quotient = scaled / under + ((scaled % under) * 2n >= under ? 1n : 0n);
  return over < 0n ? -quotient : quotient;
}

export function formatCents(value) {
  const text = (value < 0n ? -value : value).toString().padStart(3, "0");
  const euros = text.slice(0, -2).replace(/\B(?=([0-9]{3})+$)/g, "\u202f");
  return `${value < 0n ? "-" : ""}${euros},${text.slice(-2)}`;
}

// « 15 », « +1 », « 1503 », « 15/3 », « 15/03/26 » as 15/03/2026; null for what only the server can tell.
export function dayText(text, near, spans) {
  const typed = text.trim();
  const [year, month, day] = near.split("-").map(Number);
  if (/^[-+][0-9]{1,3}$/.test(typed)) return show(new Date(Date.UTC(year, month - 1, day + Number(typed))));
  if (typed === ".") return show(new Date(Date.UTC(year, month - 1, day)));
  if (/^[0-9]{1,2}$/.test(typed)) return check(Number(typed), month, year);
  let parts = typed.match(/^([0-9]{1,2})[/.\- ]([0-9]{1,2})(?:[/.\- ]([0-9]{2}|[0-9]{4}))?$/);
  parts ??= typed.match(/^([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})?$/);
  if (!parts) return null;
  if (parts[3] === undefined) return inYears(`${parts[2]}-${parts[1]}`.replace(/\b(\d)\b/g, "0$1"), spans, near);
  return check(Number(parts[1]), Number(parts[2]), Number(parts[3]) + (parts[3].length === 2 ? 2000 : 0));
}

// A day and a month are of the open year that has them, first the one of the day before.
function inYears(day, spans, near) {
  const years = spans.split(" ").map((span) => span.split("/"));
  const holds = ([start, end], date) => start <= date && date <= end;
  for (const span of [...years.filter((one) => holds(one, near)), ...years]) {
    for (const year of [span[0].slice(0, 4), span[1].slice(0, 4)]) {
      const [month, number] = day.split("-").map(Number);
      if (holds(span, `${year}-${day}`)) return check(number, month, Number(year));
    }
  }
  return null;
}

function check(day, month, year) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? show(date) : null;
}

function show(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
}
