// What the page says, in its language: the sentences come from data/words-<language>.js.

let words = null;

function said(name, values = {}) {
  return fill(words.messages[name], values);
}

// Forms of numbers and dates are dear to make: each is made once.
const forms = new Map();

function form(kind, options = {}) {
  const key = kind.name + JSON.stringify(options);
  if (!forms.has(key)) forms.set(key, new kind(words.language, options));
  return forms.get(key);
}

function counted(name, n, values = {}) {
  const [one, many] = words.counted[name];
  return fill(form(Intl.PluralRules).select(n) === "one" ? one : many, { n: whole(n), ...values });
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
  return form(Intl.NumberFormat).format(number);
}

function decimal(number) {
  return form(Intl.NumberFormat, { maximumFractionDigits: 1 }).format(number);
}

function signed(number) {
  const told = form(Intl.NumberFormat, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(number);
  return (number > 0 ? "+" : "") + told.replace("-", "−");
}

function points(tone) {
  const rounded = Math.round(100 * tone) || 0;
  return (rounded > 0 ? "+" : "") + whole(rounded).replace("-", "−");
}

function chance(number) {
  return form(Intl.NumberFormat, { style: "percent" }).format(number).replace(/\s%/, "\u00a0%");
}

function dayInWords(day, monthOnly = false) {
  const long = monthOnly ? { year: "numeric", month: "long" } : { year: "numeric", month: "long", day: "numeric" };
  const told = form(Intl.DateTimeFormat, { ...long, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  return words.language === "fr" ? told.replace(/^1 /, "1er ") : told;
}

function languageInWords(code) {
  if (code === "unknown") return said("language_unknown");
  try {
    return form(Intl.DisplayNames, { type: "language" }).of(code);
  } catch {
    return code; // a source may say anything
  }
}
