// What the page says, in its language: the sentences come from data/words-<language>.js.

let words = null;

function said(name, values = {}) {
  return fill(words.messages[name], values);
}

function counted(name, n, values = {}) {
  const [one, many] = words.counted[name];
  const form = new Intl.PluralRules(words.language).select(n) === "one" ? one : many;
  return fill(form, { n: whole(n), ...values });
}

function fill(message, values) {
  return message.replace(/%(?:\((\w+)\)s|%)/g, (found, name) => (name ? values[name] : "%"));
}

function label(table, code) {
  return words.labels[table]?.[code] ?? code;
}

function judgement(code) {
  const [subject, value] = code.split(":");
  const table = words.tables[subject] ?? subject;
  if (!words.subjects[subject] || !words.labels[table]?.[value]) return code;
  return said("judgement", { subject: words.subjects[subject], value: words.labels[table][value] });
}

function whole(number) {
  return new Intl.NumberFormat(words.language).format(number);
}

function decimal(number, digits = 1) {
  return new Intl.NumberFormat(words.language, { maximumFractionDigits: digits }).format(number).replace("-", "−");
}

function signed(number) {
  const form = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return (number > 0 ? "+" : "") + new Intl.NumberFormat(words.language, form).format(number).replace("-", "−");
}

function points(tone) {
  const rounded = Math.round(100 * tone) || 0;
  return (rounded > 0 ? "+" : "") + whole(rounded).replace("-", "−");
}

function chance(number) {
  return new Intl.NumberFormat(words.language, { style: "percent" }).format(number).replace(/\s%/, "\u00a0%");
}

function dayInWords(day, monthOnly = false) {
  const form = monthOnly ? { year: "numeric", month: "long" } : { year: "numeric", month: "long", day: "numeric" };
  return new Intl.DateTimeFormat(words.language, { ...form, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

function languageInWords(code) {
  if (code === "unknown") return said("language_unknown");
  try {
    return new Intl.DisplayNames([words.language], { type: "language" }).of(code);
  } catch {
    return code; // a source may say anything
  }
}
