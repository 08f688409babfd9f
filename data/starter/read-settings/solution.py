def convert(text):
    if text in ("yes", "no"):
        return text == "yes"
    digits = text[1:] if text.startswith("-") else text
    if digits.isdecimal():
        return int(text)
    return text


def read_settings(text):
    sections = {}
    current = None
    for raw in text.splitlines():
        # Everything after a hash is a remark.
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue

        if line.startswith("[") and line.endswith("]"):
            name, _, parent = line[1:-1].partition(":")
            current = sections.setdefault(name.strip(), {})
            inherited = sections.get(parent.strip(), {})
            for key, value in inherited.items():
                current.setdefault(key, value)
            continue

        key, equals, value = line.partition("=")
        if not equals:
            continue
        if current is None:
            current = sections.setdefault("main", {})
        current[key.strip()] = convert(value.strip())
    return sections
