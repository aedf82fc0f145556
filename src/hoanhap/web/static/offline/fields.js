// The empty form of a channel, put into the page and filled with what was typed before.

export function show(place, template, fields = []) {
  place.replaceChildren(template.content.cloneNode(true));
  for (const photo of place.querySelectorAll('[type="file"]')) photo.multiple = true;
  for (const element of place.querySelectorAll("[name]")) fill(element, fields);
  for (const closed of place.querySelectorAll("details")) closed.open ||= holdsWords(closed, fields);
}

function fill(element, fields) {
  const values = fields.filter(([name]) => name === element.name).map(([, value]) => value);
  if (element.type === "file") return;
  if (element.type === "checkbox") element.checked = values.includes(element.value);
  else if (values.length) element.value = values[0];
}

const holdsWords = (part, fields) =>
  [...part.querySelectorAll("[name]")].some((element) => fields.some(([name, value]) => name === element.name && value));

// The fields that have to be filled in and are empty.
export function empty(form) {
  return [...form.querySelectorAll("[data-needed]")].filter((element) => {
    const missing = !element.value.trim();
    element.setAttribute("aria-invalid", String(missing));
    return missing;
  });
}
